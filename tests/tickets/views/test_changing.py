"""Claiming, assigning, setting, closing: what two agents do at once is told to both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Team
from tests.making import make_ticket
from tickets.actions.changing import change
from tickets.actions.claiming import claim
from tickets.models import Priority, Status

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def properties(ticket, **changes):
    """What the page sends: each field, and what it was when the page was made."""
    kept = {"status": ticket.status_id, "priority": ticket.priority_id or "", "due_at": ""}
    return {**kept, **{f"initial-{name}": value for name, value in kept.items()}, "version": ticket.version, **changes}


@pytest.mark.spec("BR-10")
def test_claiming_makes_the_ticket_ones_own(ticket, ada, desk, read):
    assert "Claim" in read(desk.get(f"/tickets/{ticket.pk}/"))

    answer = desk.post(f"/tickets/{ticket.pk}/claim/", follow=True)

    ticket.refresh_from_db()
    assert ticket.responsible == ada
    assert "The ticket is yours." in read(answer)


@pytest.mark.spec("BR-10")
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_slower_one_reads_who_has_it(ticket, ben, desk, read, headers):
    claim(ticket, by=ben)

    answer = desk.post(f"/tickets/{ticket.pk}/claim/", headers=headers)

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.responsible) == (409, ben)
    assert "Ben Roth has taken this ticket." in read(answer)


@pytest.mark.spec("BR-9")
def test_only_people_who_work_on_tickets_and_teams_can_be_chosen(ticket, ada, ben, olga, desk):
    ben.is_active = False
    ben.save()
    Team.objects.create(name="Lifts")
    Team.objects.create(name="Gone", is_active=False)

    choices = desk.get(f"/tickets/{ticket.pk}/").context["assignment"].fields["to"].choices

    assert [[name for _key, name in group] for _label, group in choices[1:]] == [["Ada Lovelace"], ["Lifts"]]


@pytest.mark.spec("BR-8")
def test_a_ticket_is_given_to_a_colleague_to_a_team_and_to_nobody(ticket, ben, desk):
    team = Team.objects.create(name="Lifts")
    given = []
    for to in (f"user-{ben.pk}", f"team-{team.pk}", ""):
        ticket.refresh_from_db()
        desk.post(f"/tickets/{ticket.pk}/assignment/", {"to": to, "version": ticket.version})
        ticket.refresh_from_db()
        given.append((ticket.responsible, ticket.team))

    assert given == [(ben, None), (None, team), (None, None)]


def test_somebody_who_left_is_refused_in_words(ticket, ben, desk, read):
    ben.is_active = False
    ben.save()

    answer = desk.post(f"/tickets/{ticket.pk}/assignment/", {"to": f"user-{ben.pk}", "version": 1})

    assert answer.status_code == 422


def test_giving_it_away_over_somebody_elses_choice_is_told(ticket, ada, ben, desk, read):
    claim(ticket, by=ben)

    answer = desk.post(f"/tickets/{ticket.pk}/assignment/", {"to": f"user-{ada.pk}", "version": 1})

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.responsible) == (409, ben)
    assert "<strong>Ben Roth</strong> took the ticket" in read(answer)
    assert f'<option value="user-{ada.pk}" selected>' in read(answer)


def test_properties_are_saved_together(ticket, desk):
    high, waiting = Priority.objects.get(level=3), Status.objects.get(category="waiting_internal")

    desk.post(
        f"/tickets/{ticket.pk}/properties/", properties(ticket, priority=high.pk, status=waiting.pk, due_at="2026-12-24T10:00")
    )

    ticket.refresh_from_db()
    assert (ticket.priority, ticket.status, f"{ticket.due_at:%F %H:%M %Z}") == (high, waiting, "2026-12-24 09:00 UTC")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_saving_over_a_colleagues_change_shows_both(ticket, ben, desk, read, headers):
    low, high = Priority.objects.get(level=1), Priority.objects.get(level=3)
    page_of_then = properties(ticket, priority=high.pk)
    change(ticket, by=ben, version=1, priority=low)

    answer = desk.post(f"/tickets/{ticket.pk}/properties/", page_of_then, headers=headers)

    page = read(answer)
    ticket.refresh_from_db()
    assert (answer.status_code, ticket.priority) == (409, low)
    assert "<strong>Ben Roth</strong> changed priority from <strong>Normal</strong> to <strong>Low</strong>" in page
    assert f'<option value="{high.pk}" selected>' in page


def test_beside_a_field_that_both_set_stands_what_the_other_chose_and_the_rest_is_as_it_is_now(ticket, ben, desk, read):
    low, high = Priority.objects.order_by("level").first(), Priority.objects.order_by("level").last()
    sent = properties(ticket, priority=high.pk, is_urgent="", **{"initial-is_urgent": "False"})
    waiting = Status.objects.get(category="waiting_internal")
    change(ticket, by=ben, version=ticket.version, priority=low, status=waiting, is_urgent=True)

    answer = desk.post(f"/tickets/{ticket.pk}/properties/", sent)
    form = answer.context["properties"]

    assert answer.status_code == 409
    assert f"Meanwhile Ben Roth has set this to “{low}”." in read(answer)
    assert [str(form[name].value()) for name in ("priority", "status", "is_urgent")] == [str(high.pk), str(waiting.pk), "True"]
    again = {name: form.data[name] for name in form.data}
    assert desk.post(f"/tickets/{ticket.pk}/properties/", again).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.priority, ticket.status, ticket.is_urgent) == (high, waiting, True)


def test_what_a_colleague_set_stays_where_one_touched_something_else(ticket, ben, desk):
    low, waiting = Priority.objects.get(level=1), Status.objects.get(category="waiting_internal")
    page_of_then = properties(ticket, status=waiting.pk)
    change(ticket, by=ben, version=1, priority=low)

    answer = desk.post(f"/tickets/{ticket.pk}/properties/", page_of_then)

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.priority, ticket.status) == (302, low, waiting)


def test_saving_what_is_already_so_leaves_no_trace(ticket, ben, desk, read):
    due = timezone.now() + timedelta(days=1)
    change(ticket, by=ben, version=1, due_at=due)
    form = desk.get(f"/tickets/{ticket.pk}/").context["properties"]
    shown = {name: str(form[name].value() or "") for name in ("status", "priority")}
    minute = timezone.localtime(due).strftime("%Y-%m-%dT%H:%M")

    desk.post(f"/tickets/{ticket.pk}/properties/", {**shown, "due_at": minute, "initial-due_at": minute, "version": 2})

    ticket.refresh_from_db()
    assert [event.data.get("field") for event in ticket.events.all()] == [None, "due_at", "status"]
    assert ticket.due_at == due


def test_saving_once_more_counts(ticket, ben, desk):
    low, high = Priority.objects.get(level=1), Priority.objects.get(level=3)
    page_of_then = properties(ticket, priority=high.pk)
    change(ticket, by=ben, version=1, priority=low)
    refused = desk.post(f"/tickets/{ticket.pk}/properties/", page_of_then)

    again = {**page_of_then, "version": refused.context["properties"]["version"].value()}
    desk.post(f"/tickets/{ticket.pk}/properties/", again)

    ticket.refresh_from_db()
    assert ticket.priority == high


def test_a_date_that_is_none_is_answered_beside_the_field(ticket, desk, read):
    answer = desk.post(f"/tickets/{ticket.pk}/properties/", properties(ticket, due_at="tomorrow-ish"))

    assert answer.status_code == 422
    assert "Enter a valid date/time." in read(answer)
    assert "tomorrow-ish" in read(answer)


def test_closing_can_be_undone(ticket, desk, read):
    closed = desk.post(f"/tickets/{ticket.pk}/closing/", follow=True)
    ticket.refresh_from_db()
    assert ticket.status.category == "closed"
    assert f'action="/tickets/{ticket.pk}/reopening/"' in read(closed)

    desk.post(f"/tickets/{ticket.pk}/reopening/")

    ticket.refresh_from_db()
    assert ticket.status.category == "open"


@pytest.mark.spec("BL-19")
def test_customers_change_neither_status_nor_responsible(ticket, carla, ben, at_desk, at_portal):
    before = (ticket.status, ticket.responsible)
    paths = [f"/tickets/{ticket.pk}/{name}/" for name in ("claim", "assignment", "properties", "closing", "reopening")]

    answers = [
        browser(carla.user).post(path, properties(ticket, to=f"user-{ben.pk}", status=6))
        for path in paths
        for browser in (at_desk, at_portal)
    ]

    ticket.refresh_from_db()
    assert {answer.status_code for answer in answers} == {302, 404}
    assert (ticket.status, ticket.responsible) == before
