"""What becomes of the tickets of a mass action."""

import pytest

from accounts.models import Role, Team
from notifications.models import Letter, Ring
from tests.making import make_ticket
from tests.tickets.mass.conftest import counts, said, work
from tickets.actions.changing import change
from tickets.actions.deleting import delete
from tickets.actions.merging import merge
from tickets.actions.planning import cancel, start
from tickets.actions.pursuing import pursue
from tickets.actions.subscribing import subscribe
from tickets.choices import Access, Verb
from tickets.models import CustomField, Event, Priority, Subscription, Tag, Ticket, Transition, TypeField


@pytest.fixture
def high(acme):
    return Priority.objects.get(level=3)


def verbs(*tickets, verb):
    return Event.objects.filter(ticket__in=tickets, verb=verb).count()


@pytest.mark.spec("C-37", "CP-12")
def test_all_of_them_are_closed_each_once_and_the_customer_hears_of_each(tickets, closed, done, carla):
    action = done("status", tickets, status=closed)

    assert counts(action) == ("done", 12, 12, 0, 0)
    assert set(Ticket.objects.values_list("status", flat=True)) == {closed.pk}
    assert verbs(*tickets, verb=Verb.CLOSED) == 12
    assert Letter.objects.filter(template="ticket_done", to_address=carla.email).count() == 12


@pytest.mark.spec("C-26")
def test_without_telling_anybody_nobody_hears_and_the_history_says_so(tickets, closed, done):
    done("status", tickets, status=closed, silent=True)

    assert Letter.objects.count() == 0
    assert verbs(*tickets, verb=Verb.SILENT) == 12


def test_built_in_and_own_fields_are_set_in_one_save(tickets, done, high):
    floor = CustomField.objects.create(name="Floor", kind="text")

    action = done("edit", tickets[:3], fields={"priority": high, "is_urgent": True}, custom={str(floor.pk): "3rd"})

    assert counts(action) == ("done", 3, 3, 0, 0)
    changed = Ticket.objects.filter(priority=high, is_urgent=True, custom={str(floor.pk): "3rd"})
    assert set(changed) == set(tickets[:3])


def test_tags_come_and_go_the_same_word_in_any_spelling(tickets, done):
    tickets[0].tags.add(Tag.objects.create(name="Winter"))

    added = done("tag", tickets[:2], tags=["winter", "Heating"])
    removed = done("untag", tickets[:3], tags=["WINTER"])

    names = [sorted(ticket.tags.values_list("name", flat=True)) for ticket in tickets[:3]]
    assert names == [["Heating"], ["Heating"], []]
    assert (counts(added)[2:], counts(removed)[2:]) == ((2, 0, 0), (2, 1, 0))


def test_a_colleague_or_a_team_or_nobody_is_responsible(tickets, done, ben):
    team = Team.objects.create(name="Technik")
    done("assign", tickets[:2], team=team)
    done("assign", tickets[:1], responsible=ben)
    done("assign", tickets[1:2])

    held = [(ticket.responsible, ticket.team) for ticket in Ticket.objects.order_by("pk")[:2]]

    assert held == [(ben, None), (None, None)]
    assert Letter.objects.filter(template="work_arrived", to_address=ben.email).count() == 1


def test_watching_many_and_no_longer(tickets, done, ada, ben):
    subscribe(tickets[0], by=ada)
    subscribe(tickets[0], by=ben)

    assert counts(done("subscribe", tickets[:3]))[2:] == (2, 1, 0)
    assert Subscription.objects.filter(user=ada).count() == 3
    assert counts(done("unsubscribe", tickets[:4]))[2:] == (3, 1, 0)
    assert list(Subscription.objects.values_list("user", flat=True)) == [ben.pk]


def test_many_live_on_in_one(tickets, done):
    action = done("merge", tickets[:4], into=tickets[0])

    assert counts(action)[2:] == (3, 1, 0)
    assert tickets[0].messages.count() == 4
    assert Ticket.objects.filter(merged_into=tickets[0]).count() == 3


@pytest.mark.parametrize(("agreed", "state"), [(False, "refused"), (True, "changed")])
def test_two_customers_read_each_other_only_where_that_was_meant(tickets, sam, done, agreed, state):
    theirs = make_ticket(sam)

    action = done("merge", [tickets[0], theirs], into=tickets[0], both_may_read=agreed)

    assert said(action)[1][1] == state


def test_deleted_ones_lie_in_the_bin(tickets, done, ada):
    done("delete", tickets[:2])

    assert list(Ticket.objects.deleted().order_by("pk").values_list("pk", "deleted_by")) == [
        (ticket.pk, ada.pk) for ticket in tickets[:2]
    ]


def test_what_cannot_be_done_is_said_of_each_and_holds_up_nobody(tickets, planned, closed, ben):
    action = planned("status", tickets[:4], status=closed)
    delete(tickets[0], by=ben)
    merge(tickets[1], into=tickets[5], by=ben)
    change(tickets[2], by=ben, version=1, status=closed)
    start(action, by=action.by)

    work(action)

    assert counts(action) == ("done", 4, 1, 1, 2)
    assert [line[1:3] for line in said(action)] == [("refused", "gone"), ("refused", "gone"), ("same", ""), ("changed", "")]
    assert Ticket.objects.get(pk=tickets[5].pk).status != closed


def test_the_workflow_and_what_must_be_written_before_are_asked_for_each(tickets, done, closed):
    type_ = tickets[0].type
    type_.has_workflow, type_.closes_from_anywhere = True, False
    type_.save()
    refused = done("status", tickets[:1], status=closed)
    Transition.objects.create(type=type_, before=tickets[0].status, after=closed)
    type_.needs_solution = True
    type_.save()

    assert said(refused) == [(tickets[0].pk, "refused", "not_allowed", "New")]
    assert said(done("status", tickets[:1], status=closed)) == [(tickets[0].pk, "refused", "solution", "")]


def test_a_field_that_a_type_does_not_have_is_set_on_no_ticket_of_it(tickets, done, high):
    TypeField.objects.create(type=tickets[0].type, builtin="priority", staff=Access.READ, portal=Access.HIDDEN)
    TypeField.objects.create(type=tickets[0].type, builtin="category", staff=Access.REQUIRED, portal=Access.HIDDEN)

    assert said(done("edit", tickets[:1], fields={"priority": high})) == [(tickets[0].pk, "refused", "no_field", "priority")]
    assert said(done("edit", tickets[:1], fields={"severity": None})) == [(tickets[0].pk, "same", "", "")]


def test_whoever_lost_their_rights_meanwhile_changes_nothing(tickets, planned, closed, ada):
    action = planned("status", tickets, status=closed)
    start(action, by=ada)
    ada.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])

    work(action)

    assert counts(action) == ("failed", 12, 0, 0, 0)
    assert action.reasons == ["You are no longer allowed to do this."]
    assert verbs(*tickets, verb=Verb.CLOSED) == 0


def test_a_choice_that_vanished_meanwhile_is_said(tickets, planned, ben, ada):
    action = planned("assign", tickets[:2], responsible=ben)
    start(action, by=ada)
    ben.is_active = False
    ben.save()

    work(action)

    assert {line[1:3] for line in said(action)} == {("refused", "vanished")}


def test_one_that_was_stopped_goes_no_further(tickets, planned, closed, ada):
    action = planned("status", tickets, status=closed)
    start(action, by=ada)
    pursue(action.pk, seconds=0)
    pursue(action.pk, seconds=0, batch=5)

    cancel(action)
    work(action)

    assert counts(action) == ("cancelled", 12, 5, 0, 0)
    assert verbs(*tickets, verb=Verb.CLOSED) == 5


def test_its_starter_hears_the_bell_once(tickets, done, closed, ada):
    action = done("status", tickets, status=closed)
    work(action)

    [ring] = Ring.objects.filter(user=ada)
    assert (ring.text, ring.link) == ("Set the status: done, 12 of 12 tickets changed", f"/tickets/mass-actions/{action.pk}/")


def test_a_ticket_that_breaks_breaks_alone(tickets, done):
    """Something that is not a number lies where a number should."""
    metres = CustomField.objects.create(name="Metres", kind="number")
    Ticket.objects.filter(pk=tickets[0].pk).update(custom={str(metres.pk): "many"})

    action = done("edit", tickets[:2], custom={str(metres.pk): "7"})

    assert said(action) == [(tickets[0].pk, "refused", "broken", "InvalidOperation"), (tickets[1].pk, "changed", "", "")]
    assert list(Ticket.objects.order_by("pk").values_list("custom", flat=True)[:2]) == [
        {str(metres.pk): "many"},
        {str(metres.pk): "7"},
    ]
