"""The work timer on the ticket page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.models import Effort, Stint, TicketType

pytestmark = pytest.mark.spec("BR-19", "C-43")


@pytest.fixture
def ticket(carla):
    TicketType.objects.update(measures_time=True)
    return make_ticket(carla)


def tell(browser, ticket, do="work", **said):
    return browser.post(f"/tickets/{ticket.pk}/measuring/", {"do": do, "tab": "one", "idle": "0", **said})


def worked(ticket, person, **time):
    now = timezone.now()
    return Stint.objects.create(ticket=ticket, person=person, began_at=now - timedelta(**time), ended_at=now)


def test_staff_see_that_the_clock_runs_where_it_does(ticket, ada, desk, read):
    worked(ticket, ada, minutes=3)
    path = f"/tickets/{ticket.pk}/"
    on = read(desk.get(path))
    close(ticket, by=ada)
    done = read(desk.get(path))
    TicketType.objects.update(measures_time=False)
    off = read(desk.get(f"/tickets/{make_ticket(ticket.requester).pk}/"))

    assert f'data-measure="/tickets/{ticket.pk}/measuring/" data-measured="180"' in on
    assert "Measured: 3 min" in on
    assert ("data-measure" in done, "data-measure" in off) == (False, False)


def test_a_page_hears_what_is_measured(ticket, ada, desk, carla, at_portal):
    first = tell(desk, ticket).json()
    paused = tell(desk, ticket, do="pause").json()
    wrong = [tell(desk, ticket, **said).status_code for said in ({"do": "x"}, {"tab": "x" * 37}, {"idle": "-1"}, {"idle": "∞"})]
    TicketType.objects.update(measures_time=False)

    assert (first, paused) == ({"state": "running", "seconds": 0}, {"state": "paused", "seconds": 0})
    assert wrong == [422, 422, 422, 422]
    assert tell(desk, ticket).json() == {"state": "off", "seconds": 0}
    assert tell(at_portal(carla.user), ticket).status_code == 404


def test_administrators_keep_what_others_left(ticket, ada, ben, max, at_desk, read):
    worked(ticket, ben, minutes=4)
    path = f"/tickets/{ticket.pk}/time/"
    office = at_desk(max)

    refused = at_desk(ada).post(f"{path}measured/", {"person": ben.pk}).status_code
    shown = read(office.get(path)).count('name="person"'), "not kept yet" in read(office.get(path))
    answers = [office.post(f"{path}measured/", {"person": pk}).status_code for pk in (ben.pk, ben.pk, "x", 10**18)]

    assert (refused, shown, answers) == (403, (2, True), [302, 302, 404, 404])
    assert [(each.person, each.measured) for each in Effort.objects.all()] == [(ben, timedelta(minutes=4))]


def test_measured_time_is_corrected_before_it_is_kept(ticket, ada, ben, desk, read):
    worked(ticket, ada, minutes=23, seconds=30)
    worked(ticket, ben, minutes=4)
    path = f"/tickets/{ticket.pk}/time/"
    page = read(desk.get(path))
    wrong = desk.post(f"{path}measured/", {"on": "2026-11-20", "measured": "soon", "note": "Phone"})
    desk.post(f"{path}measured/", {"on": "2026-11-20", "measured": "0:20", "note": "Phone", "is_billable": "on"})
    after = read(desk.get(path))

    assert 'value="0:23"' in page
    assert (wrong.status_code, "such as 1:05" in read(wrong), 'value="Phone"' in read(wrong)) == (422, True, True)
    assert [(each.person, each.measured) for each in Effort.objects.all()] == [(ada, timedelta(minutes=20))]
    assert ("Measured: 24 min (billable: 20 min)" in after, "Your measured time" in after, "not kept yet" in after) == (
        True,
        False,
        True,
    )
