"""Canned replies: written in the settings, put into an answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Team
from customers.models import Organisation
from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.canning import can
from tickets.models import CannedReply


@pytest.fixture
def office(at_desk, max):
    return at_desk(max)


@pytest.fixture
def ticket(carla):
    return make_ticket(carla, subject="Printer <on> fire")


def canned(name="On our way", html="<p>Dear {contact}, we are coming.</p>", team=None, is_active=True):
    return can(CannedReply(), name=name, html=html, team=team, is_active=is_active)


@pytest.mark.spec("BR-17")
def test_an_administrator_writes_one_with_a_name_and_a_text(office, read):
    typed = {"name": "On our way", "body": "Dear {contact},\n\nwe are coming.", "is_active": "on"}

    page = read(office.post("/settings/canned-replies/new/", typed, follow=True))

    reply = CannedReply.objects.get()
    assert (reply.name, reply.html, reply.team) == ("On our way", "<p>Dear {contact},</p>\n<p>we are coming.</p>", None)
    assert "Saved." in page
    assert "<p>Dear Carla Sommer,</p> <p>we are coming.</p>" in page


def test_it_is_changed_switched_off_and_removed(office, read):
    reply = canned()
    at = f"/settings/canned-replies/{reply.pk}/"

    office.post(at, {"name": "Coming", "body": "Soon."})
    changed = CannedReply.objects.get()
    office.post(f"{at}removal/")

    assert (changed.name, changed.text, changed.is_active) == ("Coming", "Soon.", False)
    assert not CannedReply.objects.exists()


def test_an_unknown_placeholder_is_said_beside_the_field_and_costs_no_word(office, read):
    typed = {"name": "On our way", "body": "Dear {contakt}, dear {name}!", "is_active": "on"}

    answer = office.post("/settings/canned-replies/new/", typed)

    page = read(answer)
    assert answer.status_code == 422
    assert "Unknown placeholder: {contakt}, {name}" in page
    assert "Dear {contakt}, dear {name}!</textarea>" in page
    assert not CannedReply.objects.exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"name": "ON OUR WAY", "body": "Hello."}, "There is one of this name already."),
        ({"name": "", "body": "Hello."}, "This field is required."),
        ({"name": "New", "body": " "}, "Please write something first."),
        ({"name": "New", "body": "<div><br></div>", "format": "html"}, "Please write something first."),
        ({"name": "x" * 81, "body": "Hello."}, "at most 80 characters"),
    ],
)
def test_bad_values_are_answered_beside_the_field(office, read, typed, complaint):
    canned()

    answer = office.post("/settings/canned-replies/new/", typed)

    assert (answer.status_code, complaint in read(answer), CannedReply.objects.count()) == (422, True, 1)


def test_markup_from_an_editor_is_kept_and_script_is_not(office):
    html = '<div>Dear <strong>{contact}</strong><script>alert(1)</script><a href="javascript:x">go</a></div>'

    office.post("/settings/canned-replies/new/", {"name": "Rich", "body": html, "format": "html", "is_active": "on"})

    found = CannedReply.objects.get().html
    assert "<strong>{contact}</strong>" in found
    assert "script" not in found


def test_agents_may_not_write_them(desk, at_desk):
    assert desk.get("/settings/canned-replies/").status_code == 403
    assert desk.post("/settings/canned-replies/new/", {"name": "x", "body": "y"}).status_code == 403


def test_the_list_asks_as_often_with_one_as_with_fifty(office):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            office.get("/settings/canned-replies/")
        return len(queries)

    team = Team.objects.create(name="Heating")
    canned(team=team)
    asked()
    with_one = asked()
    for number in range(49):
        canned(name=f"{number}", team=team)

    assert asked() == with_one


@pytest.mark.spec("BR-18")
def test_a_search_offers_them_filled_in_for_this_ticket(ticket, desk, read):
    canned(html="<p>Dear {contact}, about {subject}: {agent} is coming.</p>")
    canned(name="Closed", html="<p>Thank you.</p>")

    page = read(desk.get(f"/tickets/{ticket.pk}/canned-replies/?canned=COMING+way"))

    words = "<p>Dear Carla Sommer, about Printer &lt;on&gt; fire: Ada Lovelace is coming.</p>"
    assert f'data-insert="{words}"' in page
    assert "Thank you" not in page


def test_what_customers_call_themselves_is_no_markup(ticket, carla, desk):
    Organisation.objects.create(name="<img src=x>")
    carla.name = "<b onclick=x>{agent}</b>"
    carla.save()
    canned()

    page = desk.get(f"/tickets/{ticket.pk}/canned-replies/").content.decode()

    assert "&amp;lt;b onclick=x&amp;gt;{agent}&amp;lt;/b&amp;gt;" in page
    assert "<b onclick" not in page


def test_a_teams_canned_replies_are_its_own(ticket, desk, ada, read):
    heating, lifts = Team.objects.create(name="Heating"), Team.objects.create(name="Lifts")
    heating.members.add(ada)
    canned(name="For all")
    canned(name="Heating only", team=heating)
    other = canned(name="Lifts only", team=lifts)
    canned(name="Old one", is_active=False)

    page = read(desk.get(f"/tickets/{ticket.pk}/canned-replies/"))

    assert [name in page for name in ("For all", "Heating only", "Lifts only", "Old one")] == [True, True, False, False]
    assert desk.post(f"/tickets/{ticket.pk}/canned-replies/public/", {"canned": other.pk}).status_code == 404


@pytest.mark.spec("BR-18")
@pytest.mark.parametrize("kind", ["public", "internal"])
def test_without_script_it_is_put_below_what_was_typed_and_nothing_is_sent(ticket, desk, read, kind):
    reply = canned()
    letters = Letter.objects.count()

    answer = desk.post(
        f"/tickets/{ticket.pk}/canned-replies/{kind}/", {"body": "Hello!", "canned": reply.pk, "then": "closed", "token": ""}
    )

    page = read(answer)
    assert answer.status_code == 200
    assert "Hello! Dear Carla Sommer, we are coming.</textarea>" in page
    assert f'data-kind="{kind}" open' in page
    assert kind == "internal" or '<option value="closed" selected>' in page
    assert (ticket.messages.count(), Letter.objects.count()) == (1, letters)


def test_without_a_choice_nothing_is_lost(ticket, desk, read):
    canned()

    page = read(desk.post(f"/tickets/{ticket.pk}/canned-replies/public/", {"body": "Hello!", "then": "open"}))

    assert "Choose a canned reply first." in page
    assert "Hello!</textarea>" in page


@pytest.mark.spec("BR-18")
def test_what_was_inserted_is_edited_and_then_sent(ticket, desk):
    canned()

    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "Dear Carla Sommer, we are nearly there.", "then": "open"})

    assert ticket.messages.last().text == "Dear Carla Sommer, we are nearly there."


def test_a_desk_without_them_sees_no_such_control(ticket, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert "Canned replies" not in page


@pytest.mark.spec("BR-17")
def test_an_administrator_puts_them_in_order_and_agents_are_offered_them_so(ticket, office, desk, read):
    """Those that are off keep to themselves."""
    first, second = canned(name="First"), canned(name="Second")
    canned(name="Old", is_active=False)
    third = canned(name="Third")

    for reply, to in ((third, "up"), (third, "up"), (first, "down"), (second, "down"), (third, "up")):
        assert office.post(f"/settings/canned-replies/{reply.pk}/place/", {"to": to}).status_code == 302

    offered = read(desk.get(f"/tickets/{ticket.pk}/canned-replies/"))
    settings = read(office.get("/settings/canned-replies/"))
    for page, order in ((offered, ["Third", "First", "Second"]), (settings, ["Third", "First", "Second", "Old"])):
        assert sorted(order, key=page.index) == order
    assert desk.post(f"/settings/canned-replies/{first.pk}/place/", {"to": "up"}).status_code == 403
