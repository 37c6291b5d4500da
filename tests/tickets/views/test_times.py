"""The clocks on the ticket page, and the time of a ticket in full."""

from datetime import timedelta

import pytest

from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.actions.replying import reply
from tickets.models import StatusSpan, Ticket


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
