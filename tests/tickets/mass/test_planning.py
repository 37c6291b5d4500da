"""Which tickets a mass action is about, and who may start one."""

import pytest
from django.http import QueryDict

from accounts.models import Role
from customers.models import Project
from tests.making import make_staff, make_ticket
from tests.tickets.mass.conftest import counts, said, work
from tickets.actions.deleting import delete
from tickets.actions.merging import merge
from tickets.actions.planning import Busy, NothingChosen, TooMany, cancel, discard, plan, start, undo
from tickets.filters import listing_of
from tickets.mass import selections
from tickets.mass.choices import MOST_MERGED, MassKind
from tickets.mass.rights import may_do
from tickets.mass.selections import NotUnderstood, listed, ticked
from tickets.mass.wishes import Wish, kept_of, wish_of
from tickets.models import CustomField, CustomOption, MassAction, Priority, Ticket


def test_ticked_ones_that_are_not_there_are_only_counted(tickets, ada, ben, globex, carla):
    delete(tickets[0], by=ben)
    merge(tickets[1], into=tickets[2], by=ben)
    with globex:
        pass

    selection = ticked([ticket.pk for ticket in tickets[:4]] + [999_999, -1, 0, 10**30], by=ada)

    assert (selection.numbers, selection.missing) == ([tickets[2].pk, tickets[3].pk], 3)


def test_a_ticket_of_another_workspace_is_simply_not_there(acme, globex, ada, tickets):
    with globex:
        ivan = make_staff("ivan@globex.example", name="Ivan")
        assert ticked([ticket.pk for ticket in tickets], by=ivan).numbers == []


def test_whoever_does_not_work_on_tickets_finds_none(tickets, acme):
    olga = make_staff("olga@acme.example", name="Olga")
    olga.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])

    selection = ticked([ticket.pk for ticket in tickets], by=olga)

    assert selection.is_empty
    assert not may_do(olga, MassKind.DELETE)
    with pytest.raises(NothingChosen):
        plan(MassKind.DELETE, by=olga, selection=selection, wish=Wish())


@pytest.mark.spec("C-26")
def test_to_be_silent_needs_a_permission_of_its_own(ada):
    assert may_do(ada, MassKind.STATUS, silent=True)
    ada.roles.set([Role.objects.create(name="Loud", permissions=["tickets.work"])])
    loud = type(ada).objects.get(pk=ada.pk)
    assert (may_do(loud, MassKind.STATUS), may_do(loud, MassKind.STATUS, silent=True)) == (True, False)


@pytest.mark.spec("C-37")
@pytest.mark.parametrize("query", ["", "queue=unassigned", "priority=3", "q=Lift 1", "closed=on&status=new", "sort=oldest"])
def test_all_that_match_are_those_the_list_shows(tickets, carla, ada, ben, query):
    tickets[0].responsible, tickets[0].priority = ben, Priority.objects.get(level=3)
    tickets[0].save()
    shown = listing_of(QueryDict(query), user=ada).tickets()

    selection = listed(query, by=ada)

    assert selection.numbers == sorted(shown.values_list("pk", flat=True))
    assert len(selection.numbers) > 0


@pytest.mark.parametrize("query", ["priority=nonsense", "due_from=yesterdayish"])
def test_a_filter_that_is_not_understood_lets_in_nothing(tickets, ada, query):
    with pytest.raises(NotUnderstood):
        listed(query, by=ada)


def test_a_long_list_whose_filter_is_gone_when_it_starts_does_nothing(tickets, ada, closed, monkeypatch):
    """It would be all tickets otherwise."""
    monkeypatch.setattr(selections, "COUNTED", 1)
    floor = CustomField.objects.create(name="Floor", kind="choice")
    third = CustomOption.objects.create(field=floor, name="3rd")
    Ticket.objects.filter(pk__in=[tickets[0].pk, tickets[1].pk]).update(custom={str(floor.pk): third.pk})
    query = f"custom_{floor.pk}={third.pk}"
    action = plan(MassKind.STATUS, by=ada, selection=listed(query, by=ada), wish=Wish(status=closed))
    start(action, by=ada)
    CustomField.objects.filter(pk=floor.pk).update(is_active=False)

    work(action)

    assert counts(action) == ("failed", 0, 0, 0, 0)
    assert action.reasons == ["The list is not understood any more as it was; perhaps a field was removed."]


def test_a_list_that_is_too_long_is_refused_as_a_whole(tickets, ada, closed, monkeypatch):
    monkeypatch.setattr(selections, "COUNTED", 1)
    monkeypatch.setattr("tickets.actions.pursuing.MOST", 11)
    action = plan(MassKind.STATUS, by=ada, selection=listed("", by=ada), wish=Wish(status=closed))
    start(action, by=ada)

    work(action)

    assert counts(action) == ("failed", 0, 0, 0, 0)
    assert action.reasons == ["The list holds more than 100,000 tickets. Please narrow it."]


def test_only_so_many_are_merged_at_once(tickets, ada, carla):
    for _each in range(MOST_MERGED - 11):
        make_ticket(carla, acknowledge=False)

    with pytest.raises(TooMany) as refusal:
        plan(MassKind.MERGE, by=ada, selection=listed("", by=ada), wish=Wish(into=tickets[0]))

    assert refusal.value.most == MOST_MERGED


def test_what_is_wanted_is_read_again_as_it_was_said(tickets, ada, ben, closed, acme):
    from datetime import UTC, date, datetime
    from decimal import Decimal

    field = CustomField.objects.create(name="Floor", kind="text")
    wish = Wish(
        fields={
            "priority": Priority.objects.get(level=3),
            "project": Project.objects.create(name="Hall"),
            "category": None,
            "due_at": datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
            "estimated_on": date(2026, 12, 24),
            "hours": Decimal("1.5"),
            "is_urgent": False,
            "report": "",
        },
        custom={str(field.pk): None},
        tags=["a", "b"],
        status=closed,
        responsible=ben,
        into=tickets[0],
        both_may_read=True,
    )
    action = plan(MassKind.EDIT, by=ada, selection=ticked([tickets[0].pk], by=ada), wish=wish)

    assert wish_of(MassAction.objects.get(pk=action.pk)) == wish
    assert kept_of(Wish()) == {}


@pytest.mark.spec("CP-12")
def test_a_double_click_starts_one(tickets, planned, closed, ada):
    action = planned("status", tickets[:2], status=closed)

    assert [start(action, by=ada), start(action, by=ada), start(MassAction.objects.get(), by=ada)] == [True, False, False]

    work(action)
    assert start(MassAction.objects.get(), by=ada) is False
    assert counts(action) == ("done", 2, 2, 0, 0)


def test_nobody_keeps_the_worker_busy_alone(tickets, planned, closed, ada, ben):
    actions = [planned("status", tickets[:1], status=closed) for _each in range(4)]
    for action in actions[:3]:
        start(action, by=ada)

    with pytest.raises(Busy):
        start(actions[3], by=ada)

    assert start(planned("status", tickets[:1], status=closed, by=ben), by=ben) is True


def test_a_plan_changes_nothing_and_can_be_thrown_away(tickets, planned, closed):
    action = planned("status", tickets, status=closed)

    assert undo(action) is False
    cancel(action)
    work(action)
    assert (counts(action), said(action)) == (("planned", 12, 0, 0, 0), [])

    discard(action)
    assert MassAction.objects.count() == 0
