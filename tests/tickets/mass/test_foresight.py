"""What a mass action would do is said before, and is what it then does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.divisions.models import Division
from tests.making import make_contact, make_ticket
from tests.tickets.mass.conftest import WISHES, counts, work
from tickets.actions.deleting import delete
from tickets.actions.inviting import invite
from tickets.actions.planning import Stale, start
from tickets.mass import selections
from tickets.mass.foresight import foresee
from tickets.mass.selections import listed
from tickets.models import Participant, Subscription, Ticket, TicketType, Transition


@pytest.mark.spec("BL-14")
def test_a_type_goes_to_tickets_of_its_divisions_only(tickets, planned, ada):
    north = Division.objects.create(name="Nord")
    type_ = TicketType.objects.create(name="Wartung")
    type_.divisions.add(north)
    Ticket.objects.filter(pk=tickets[1].pk).update(division=north)
    action = planned("edit", tickets[:2], fields={"type": type_})

    foreseen = foresee(action, by=ada)
    start(action, by=ada, told=foreseen.told)
    work(action)

    assert [(each.obstacle, list(each.numbers)) for each in foreseen.refused] == [("division", [tickets[0].pk])]
    assert list(Ticket.objects.filter(type=type_).values_list("pk", flat=True)) == [tickets[1].pk]


def test_reasons_are_counted_with_some_of_their_tickets(tickets, planned, closed, ada, ben):
    type_ = tickets[0].type
    type_.has_workflow, type_.closes_from_anywhere = True, False
    type_.save()
    action = planned("status", tickets, status=closed)
    delete(tickets[0], by=ben)

    foreseen = foresee(action, by=ada)

    found = [(each.obstacle, each.count, list(each.numbers)) for each in foreseen.refused]
    assert found == [("not_allowed", 11, [ticket.pk for ticket in tickets[1:6]]), ("gone", 1, [])]
    assert (foreseen.looked_at, foreseen.changes, foreseen.refusals, foreseen.letters) == (12, 0, 12, 0)
    Transition.objects.create(type=type_, before=tickets[1].status, after=closed)
    assert foresee(action, by=ada).changes == 11


def test_many_cost_as_many_questions_as_one(carla, planned, ada, ben, closed):
    tickets = [make_ticket(make_contact(f"c{n}@kunde.example", name=f"C {n}"), acknowledge=False) for n in range(50)]
    Participant.objects.bulk_create(Participant(ticket=ticket, address="boss@kunde.example") for ticket in tickets)
    Subscription.objects.bulk_create(Subscription(ticket=ticket, user=ben) for ticket in tickets)

    def asked(kind, some):
        action = planned(kind, some, **WISHES[kind](ben, closed))
        with CaptureQueriesContext(connection) as queries:
            foresee(action, by=type(ada).objects.get(pk=ada.pk))
        return len(queries)

    of_one, of_many = ({kind: asked(kind, some) for kind in WISHES} for some in (tickets[:1], tickets))
    assert of_one == of_many
    assert {kind: queries for kind, queries in of_one.items() if queries > 14} == {}


@pytest.mark.spec("C-26")
def test_whoever_starts_has_seen_who_will_hear(tickets, planned, closed, ada, ben):
    action = planned("status", tickets[:2], status=closed)
    seen = foresee(action, by=ada).told
    invite(tickets[0], by=ben, addresses=["boss@kunde.example"])

    with pytest.raises(Stale):
        start(action, by=ada, told=seen)

    assert counts(action)[0] == "planned"
    assert start(action, by=ada, told=foresee(action, by=ada).told) is True


def test_of_a_list_nobody_counts_its_first_ones_are_looked_at(tickets, ada, closed, monkeypatch):
    from tickets.actions.planning import plan
    from tickets.mass.choices import MassKind
    from tickets.mass.wishes import Wish

    monkeypatch.setattr(selections, "COUNTED", 5)
    monkeypatch.setattr("tickets.mass.foresight.COUNTED", 5)
    action = plan(MassKind.STATUS, by=ada, selection=listed("queue=open", by=ada), wish=Wish(status=closed))
    foreseen = foresee(action, by=ada)
    make_ticket(tickets[0].requester)

    start(action, by=ada, told=foreseen.told)
    work(action)

    assert (foreseen.looked_at, foreseen.changes, foreseen.more) == (5, 5, True)
    assert counts(action) == ("done", 12, 12, 0, 0)
