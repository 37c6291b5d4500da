"""Whether people are told of what they do themselves."""

import pytest

from notifications.models import Letter, Ring
from tenants.divisions.models import Division
from tests.making import make_ticket
from tickets.actions.changing import change
from tickets.actions.replying import reply
from tickets.actions.withdrawing import withdraw


@pytest.fixture
def ticket(carla, ada):
    """Ada is responsible."""
    ticket = make_ticket(carla, responsible=ada)
    for told in (Letter, Ring):
        told.objects.all().delete()
    return ticket


def told_since():
    letters = sorted(Letter.objects.values_list("template", "to_address"))
    return letters, sorted(Ring.objects.values_list("user__email", flat=True))


@pytest.mark.spec("CP-35", "BL-22")
def test_a_comment_mails_the_customer_and_whoever_is_responsible(ticket, ben, carla):
    reply(ticket, by=ben, html="<p>We come.</p>")

    assert told_since() == (
        [("agent_replied", "carla@kunde.example"), ("colleague_replied", "ada@acme.example")],
        ["ada@acme.example"],
    )
    [letter] = Letter.objects.filter(template="colleague_replied")
    assert [words in letter.text for words in ("Ben Roth wrote to Carla Sommer:", "We come.", f"/tickets/{ticket.pk}/")] == [
        True
    ] * 3


@pytest.mark.spec("CP-35", "CP-33", "C-29")
@pytest.mark.parametrize(("tells", "letters"), [(False, 0), (True, 1)])
def test_ones_own_comment_and_solution_are_told_to_oneself_only_by_choice(ticket, ada, tells, letters):
    Division.objects.update(tells_oneself=tells)

    reply(ticket, by=ada, html="<p>We come.</p>")
    ticket.refresh_from_db()
    change(ticket, by=ada, version=ticket.version, solution="New pump.")

    mine = Letter.objects.filter(to_address="ada@acme.example")
    assert sorted(mine.values_list("template", flat=True)) == sorted(["colleague_replied", "solution_noted"] * letters)
    assert Ring.objects.filter(user=ada).count() == 2 * letters
    assert Letter.objects.filter(to_address="carla@kunde.example").count() == 2


@pytest.mark.spec("C-29", "B-1")
def test_the_page_names_oneself_where_one_is_told(ticket, at_desk, ada):
    words = "E-mail to <strong>Carla Sommer</strong> (carla@<wbr>kunde<wbr>.example), <strong>Ada Lovelace</strong>"

    before = " ".join(at_desk(ada).get(f"/tickets/{ticket.pk}/").content.decode().split())
    Division.objects.update(tells_oneself=True)
    after = " ".join(at_desk(ada).get(f"/tickets/{ticket.pk}/").content.decode().split())

    assert [words in page for page in (before, after)] == [False, True]
    assert "Of a team everybody is told, also whoever does it." in after


@pytest.mark.spec("C-29")
def test_an_administrator_switches_it_on_the_page_of_the_workspace(max, at_desk):
    typed = {"name": "Acme", "accent": "#1f5f8b", "has_portal": "on", "has_tickets": "on", "tells_oneself": "on"}
    browser = at_desk(max)
    page = browser.get("/settings/branding/").content.decode()

    browser.post("/settings/branding/", typed)

    assert "Off: nobody is told what they did themselves." in page
    assert Division.objects.get().tells_oneself


@pytest.mark.spec("B-6")
def test_an_answer_that_is_taken_back_reaches_nobody(ticket, ben, settings):
    settings.UNDO_SECONDS = 15
    message = reply(ticket, by=ben, html="<p>We come.</p>")

    withdraw(message, by=ben)

    assert set(Letter.objects.values_list("template", "state")) == {
        ("agent_replied", "recalled"),
        ("colleague_replied", "recalled"),
    }
