"""The clocks on the ticket page, and the time of a ticket in full."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.actions.replying import reply
from tickets.models import Effort, StatusSpan, Ticket


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def earlier(ticket, **time):
    """As if everything had begun so much earlier."""
    ago = timedelta(**time)
    now = Ticket.objects.get(pk=ticket.pk)
    Ticket.objects.filter(pk=ticket.pk).update(asked_at=now.asked_at - ago)
    first = ticket.status_spans.first()
    StatusSpan.objects.filter(pk=first.pk).update(began_at=first.began_at - ago)


@pytest.mark.spec("C-43", "BR-19")
def test_the_page_says_how_long_the_customer_waits_and_waited(ticket, ada, desk, read):
    earlier(ticket, hours=2, minutes=5)
    waiting = read(desk.get(f"/tickets/{ticket.pk}/"))
    reply(ticket, by=ada, html="<p>We are coming.</p>")
    answered = read(desk.get(f"/tickets/{ticket.pk}/"))
    close(ticket, by=ada)
    solved = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert "Waiting for the first answer for <time" in waiting
    assert "data-lasted>2 hr 5 min</time>" in waiting
    assert ("First answer after <time" in answered, "Unsolved for <time" in answered) == (True, True)
    assert "Waiting for customer for <time" in answered
    assert ("First answer after <time" in solved, "Solved after <time" in solved, "data-lasted" in solved) == (True, True, False)


@pytest.mark.spec("C-43")
def test_working_is_told_from_waiting(ticket, ada, desk, read):
    earlier(ticket, days=1, hours=3)
    reply(ticket, by=ada, html="<p>Which floor?</p>")

    page = read(desk.get(f"/tickets/{ticket.pk}/time/"))

    assert "1 day 3 hr" in page
    assert "0 min, still running" in page
    assert ("With us for 1 day 3 hr" in page, "Waiting for others for 0 min" in page) == (True, True)


@pytest.mark.spec("RB-15")
def test_customers_see_no_clocks(ticket, carla, ada, at_portal, read):
    reply(ticket, by=ada, html="<p>We are coming.</p>")
    portal = at_portal(carla.user)

    page = read(portal.get(f"/tickets/{ticket.pk}/"))

    assert ("We are coming." in page, "First answer after" in page, "data-lasted" in page) == (True, False, False)
    assert portal.get(f"/tickets/{ticket.pk}/time/").status_code == 404


def write_down(browser, ticket, **said):
    return browser.post(f"/tickets/{ticket.pk}/time/", {"on": "2026-11-20", "hours": "", "days": "", "token": uuid4(), **said})


@pytest.mark.spec("CP-23", "CP-25", "C-43")
def test_time_is_written_down_on_the_tickets_page_and_summed_there(ticket, ada, desk, read):
    first = write_down(desk, ticket, hours="2.5", note="<b>Drive</b>", is_billable="on", short="1")
    write_down(desk, ticket, hours="0.25", days="1.5")
    Effort.objects.create(ticket=ticket, person=ada, on="2026-11-20", measured=timedelta(minutes=25))

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    whole = read(desk.get(f"/tickets/{ticket.pk}/time/"))

    assert first["Location"] == f"/tickets/{ticket.pk}/#time"
    for shown in (page, whole):
        assert "By hand: 1.5 days 2.75 hr (billable: 2.5 hr)" in shown
        assert "Measured: 25 min" in shown
        assert "<b>Drive</b>" in shown  # unescaped by `read` once
    assert "&lt;b&gt;Drive" in desk.get(f"/tickets/{ticket.pk}/").content.decode()


@pytest.mark.spec("C-43")
@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({}, "Please give hours, days, or both."),
        ({"hours": "0"}, "Please give hours, days, or both."),
        ({"hours": "2.555"}, "Ensure that there are no more than 2 decimal places."),
        ({"days": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"hours": "NaN"}, "Enter a number."),
        ({"hours": "99999"}, "Ensure that there are no more than 4 digits before the decimal point."),
        ({"hours": "1", "on": "2999-01-01"}, "This day lies in the future."),
        ({"hours": "1", "note": "x" * 301}, "Ensure this value has at most 300 characters"),
    ],
)
def test_what_is_no_time_gets_an_answer_beside_the_field(ticket, desk, read, said, complaint):
    answer = write_down(desk, ticket, **said)

    assert answer.status_code == 422
    assert complaint in read(answer)
    assert not Effort.objects.exists()


@pytest.mark.spec("C-43")
def test_only_administrators_touch_the_time_of_others(ticket, ada, ben, max, at_desk, read):
    desk, office = at_desk(ben), at_desk(max)
    write_down(at_desk(ada), ticket, hours="1")
    effort = Effort.objects.get()
    path = f"/tickets/{ticket.pk}/time/{effort.pk}/"

    write_down(desk, ticket, hours="2", person=ada.pk)
    refused = [desk.get(path).status_code, desk.post(path, {}).status_code, desk.post(f"{path}removal/").status_code]
    buttons = read(desk.get(f"/tickets/{ticket.pk}/time/")).count('aria-label="Change: ')
    office.post(path, {"on": "2026-11-19", "hours": "3", "days": "", "person": ada.pk})
    others = office.post(f"/tickets/{make_other(ticket).pk}/time/{effort.pk}/removal/").status_code

    assert (refused, buttons, others) == ([403, 403, 403], 1, 404)
    assert [(each.person, each.hours) for each in Effort.objects.order_by("pk")] == [(ada, 3), (ben, 2)]
    office.post(f"{path}removal/")
    assert Effort.objects.get().person == ben


def make_other(ticket):
    return make_ticket(ticket.requester)


@pytest.mark.spec("C-43")
def test_measured_time_is_corrected_as_clocks_show_it(ticket, ada, desk, read):
    effort = Effort.objects.create(ticket=ticket, person=ada, on="2026-11-20", measured=timedelta(minutes=65, seconds=12))
    path = f"/tickets/{ticket.pk}/time/{effort.pk}/"
    kept = {"on": "2026-11-20", "note": "Phone"}

    page = read(desk.get(path))
    wrong = [desk.post(path, {**kept, "measured": words}).status_code for words in ("1:75", "soon", "", "-5")]
    desk.post(path, {**kept, "measured": "1:05"})
    same = Effort.objects.get().measured
    desk.post(path, {**kept, "measured": "45"})

    assert 'value="1:05"' in page
    assert wrong == [422, 422, 422, 422]
    assert (same, Effort.objects.get().measured) == (timedelta(minutes=65, seconds=12), timedelta(minutes=45))


def test_a_long_list_of_times_asks_no_more_often(ticket, ada, desk):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(f"/tickets/{ticket.pk}/")
            desk.get(f"/tickets/{ticket.pk}/time/")
        return len(queries), len(page.context["efforts"])

    def work(times):
        Effort.objects.bulk_create(Effort(ticket=ticket, person=ada, on="2026-11-20", hours=1) for _ in range(times))

    work(1)
    asked()
    few, _ = asked()
    work(200)

    assert asked() == (few, 5)
