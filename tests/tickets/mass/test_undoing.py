"""A mass action is undone as a whole."""

import pytest

from accounts.models import Role, Team
from notifications.models import Letter, Ring
from tests.tickets.mass.conftest import counts, said, work
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.deleting import delete, purge, restore
from tickets.actions.merging import unmerge
from tickets.actions.planning import cancel, start, undo
from tickets.actions.pursuing import pursue
from tickets.actions.tagging import tag
from tickets.choices import Category
from tickets.models import CustomField, Event, Priority, Status, Subscription, Ticket


def undone(action):
    assert undo(action) is True
    work(action)
    action.refresh_from_db()
    return action


def states(tickets):
    fresh = Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets]).order_by("pk")
    tags = [sorted(ticket.tags.values_list("name", flat=True)) for ticket in fresh]
    return list(fresh.values_list("status", "priority", "responsible", "team", "custom", "deleted_at", "merged_into")), tags


@pytest.mark.spec("B-6", "C-37")
@pytest.mark.parametrize("kind", ["status", "edit", "tag", "untag", "assign", "merge", "delete"])
def test_all_is_as_it_was(tickets, done, closed, ben, kind):
    tickets, floor = tickets[:7], CustomField.objects.create(name="Floor", kind="text")
    tickets[2].team = Team.objects.create(name="Technik")
    tickets[2].save()
    tag(tickets[1], ["Winter"], by=ben)
    wishes = {
        "status": {"status": closed},
        "edit": {"fields": {"priority": Priority.objects.get(level=3)}, "custom": {str(floor.pk): "3rd"}},
        "tag": {"tags": ["Heating"]},
        "untag": {"tags": ["Winter"]},
        "assign": {"responsible": ben},
        "merge": {"into": tickets[5]},
    }
    before = states(tickets)

    action = done(kind, tickets, **wishes.get(kind, {}))
    between = states(tickets)
    undone(action)

    assert between != before
    assert states(tickets) == before
    assert (action.state, action.changed, action.kept) == ("undone", 0, 0)
    assert action.undone == {"untag": 1, "merge": 6}.get(kind, 7)


def test_watching_is_undone_too(tickets, done, ada):
    undone(done("subscribe", tickets[:3]))
    assert Subscription.objects.count() == 0

    done("subscribe", tickets[:3])
    undone(done("unsubscribe", tickets[:3]))
    assert Subscription.objects.filter(user=ada).count() == 3


@pytest.mark.spec("B-6")
def test_what_somebody_changed_since_stays_and_each_line_says_so(tickets, done, closed, ben):
    high, low = Priority.objects.get(level=3), Priority.objects.get(level=1)
    action = done("edit", tickets[:3], fields={"priority": high, "is_urgent": True})
    change(tickets[0], by=ben, version=99, priority=low)
    change(tickets[1], by=ben, version=99, status=closed)
    delete(tickets[2], by=ben)

    undone(action)

    assert [line[1:] for line in said(action)] == [("kept", "since", "priority"), ("undone", "", ""), ("kept", "gone", "")]
    kept = list(Ticket.objects.order_by("pk").values_list("priority", "is_urgent")[:2])
    assert kept == [(low.pk, False), (tickets[1].priority_id, False)]
    assert Ticket.objects.get(pk=tickets[1].pk).status == closed


def test_of_each_other_way_what_somebody_did_since_stays(tickets, done, ben, ada, max):
    merged = done("merge", tickets[:2], into=tickets[0])
    deleted = done("delete", tickets[2:5])
    unmerge(tickets[1], by=ben)
    restore(tickets[2], by=ben)
    purge(tickets[3], by=max)

    undone(merged)
    undone(deleted)

    assert [line[1:3] for line in said(merged)] == [("same", ""), ("kept", "since")]
    assert [line[1:3] for line in said(deleted)] == [("kept", "since"), ("kept", "since"), ("undone", "")]


def test_closing_letters_that_have_not_left_never_go(tickets, done, closed, settings):
    settings.UNDO_SECONDS = 15
    action = done("status", tickets[:3], status=closed)

    undone(action)

    assert set(Letter.objects.values_list("state", flat=True)) == {"recalled"}


def test_a_solution_stays_for_its_mail_is_out(tickets, done):
    action = undone(done("edit", tickets[:1], fields={"solution": "New pump."}))

    assert said(action) == [(tickets[0].pk, "kept", "told", "solution")]
    assert Ticket.objects.get(pk=tickets[0].pk).solution == "New pump."


@pytest.mark.parametrize("silent", [True, False])
def test_whoever_is_responsible_again_gets_no_mail_and_the_history_says_so(tickets, done, ben, max, silent):
    assign(tickets[0], by=ben, version=1, responsible=max)
    action = done("assign", tickets[:1], responsible=ben, silent=silent)
    Letter.objects.all().delete()
    Ring.objects.filter(user=max).delete()

    undone(action)

    assert Ticket.objects.get(pk=tickets[0].pk).responsible == max
    assert (Letter.objects.count(), Ring.objects.filter(user=max).count()) == (0, 0)
    assert Event.objects.filter(ticket=tickets[0]).order_by("pk").last().data["to"] == str(max)


def test_what_was_stopped_is_undone_as_far_as_it_got(tickets, planned, closed, ada):
    action = planned("status", tickets, status=closed)
    start(action, by=ada)
    pursue(action.pk, seconds=0)
    pursue(action.pk, seconds=0, batch=5)
    cancel(action)

    undone(action)

    assert (action.undone, action.changed, action.same) == (5, 0, 0)
    assert set(Ticket.objects.values_list("status__category", flat=True)) == {Category.NEW}


def test_undone_twice_is_once_and_the_bell_rings_once(tickets, done, closed, ada):
    action = undone(done("status", tickets[:2], status=closed))
    events = Event.objects.count()

    assert undo(action) is False
    work(action)

    assert Event.objects.count() == events
    rung = list(Ring.objects.filter(user=ada).order_by("pk").values_list("text", flat=True))
    assert rung == ["Set the status: done, 2 of 2 tickets changed", "Set the status: 2 tickets are as they were before"]


def test_whoever_lost_their_rights_undoes_nothing(tickets, done, closed, ada):
    action = done("status", tickets[:2], status=closed)
    ada.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])

    undo(action)
    work(action)

    assert (counts(action)[0], action.reasons) == ("cancelled", ["You are no longer allowed to do this."])
    assert start(action, by=ada) is False
    assert Status.objects.get(tickets=tickets[0]) == closed


def test_a_ticket_that_was_opened_by_the_save_is_new_again(tickets, done):
    action = done("edit", tickets[:1], fields={"is_urgent": True})
    opened = Ticket.objects.get(pk=tickets[0].pk).status.category

    undone(action)

    assert (opened, Ticket.objects.get(pk=tickets[0].pk).status.category) == (Category.OPEN, Category.NEW)
