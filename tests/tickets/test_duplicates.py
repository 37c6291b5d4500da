"""Tickets that probably say the same are found, and merged as a mass action."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from customers.models import Asset
from tests.making import make_contact, make_ticket
from tickets import duplicates
from tickets.actions.deleting import delete
from tickets.duplicates import duplicates_in
from tickets.filters import listing_of
from tickets.models import Ticket


def found(by, query="", **more):
    return duplicates_in(listing_of(QueryDict(query), user=by).tickets(), **more)


def keys(found):
    return [[ticket.pk for ticket in group.tickets] for group in found.groups]


def opened(ticket, *, days):
    Ticket.objects.filter(pk=ticket.pk).update(opened_at=timezone.now() - timedelta(days=days))
    return ticket


@pytest.mark.spec("CP-12")
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lift is stuck", "AW: Re: lift is STUCK!", True),
        ("Heizung im 3. OG ausgefallen", "Heizung im 3. OG ist ausgefallen", True),
        ("Heizung im 3. OG ausgefallen", "Heizung im 4. OG ausgefallen", False),
        ("Lift is stuck", "Invoice 2026-11", False),
        ("???", "!!!", False),
    ],
)
def test_of_one_customer_similar_subjects_are_probably_the_same(ada, carla, one, other, same):
    pair = [make_ticket(carla, subject=one), make_ticket(carla, subject=other)]

    assert keys(found(ada)) == ([[ticket.pk for ticket in pair]] if same else [])


def test_of_two_customers_only_about_the_same_object(ada, carla, sam):
    lift = Asset.objects.create(name="Lift 2")
    for customer in (carla, sam):
        make_ticket(customer, subject="Lift is stuck")
    assert keys(found(ada)) == []

    pair = [make_ticket(customer, subject="Lift is stuck", assets=[lift]) for customer in (carla, sam)]

    [group] = found(ada).groups[:1]
    assert {ticket.pk for ticket in pair} <= {ticket.pk for ticket in group.tickets}
    assert group.has_two_customers


def test_only_within_some_days_and_only_what_the_list_shows(ada, carla, ben):
    old, first, second, gone = (make_ticket(carla, subject="Lift is stuck") for _each in range(4))
    opened(old, days=20)
    delete(gone, by=ben)
    Ticket.objects.filter(pk__in=[first.pk, second.pk]).update(responsible=ada)

    assert keys(found(ada)) == [[first.pk, second.pk]]
    assert keys(found(ada, days=30)) == [[old.pk, first.pk, second.pk]]
    assert keys(found(ada, query="queue=unassigned", days=30)) == []


def test_three_in_a_row_are_one_group_the_oldest_first(ada, carla):
    three = [opened(make_ticket(carla, subject="Lift is stuck"), days=days) for days in (20, 10, 0)]

    [group] = found(ada).groups

    assert (group.eldest.pk, [ticket.pk for ticket in group.tickets]) == (three[0].pk, [ticket.pk for ticket in three])


@pytest.mark.parametrize("pairs", [1, 25])
def test_many_cost_as_many_questions_as_few(ada, pairs, django_assert_num_queries):
    for number in range(pairs):
        contact = make_contact(f"c{number}@kunde.example", name="C")
        for _twice in range(2):
            make_ticket(contact, subject="Lift is stuck")
    tickets = listing_of(QueryDict(""), user=ada).tickets()

    with django_assert_num_queries(3):
        assert len(duplicates_in(tickets).groups) == pairs


def test_a_list_that_is_too_long_says_so(ada, carla, monkeypatch):
    monkeypatch.setattr(duplicates, "LOOKED_AT", 2)
    for _each in range(3):
        make_ticket(carla, subject="Lift is stuck")

    assert (found(ada).looked_at, found(ada).more, len(keys(found(ada))[0])) == (2, True, 2)


def test_a_machine_that_repeats_itself_is_one_group(ada, carla):
    first = make_ticket(carla, subject="Alarm")
    columns = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject="Alarm", **columns) for _each in range(2_000))

    [group] = found(ada).groups

    assert (group.count, len(group.tickets), group.eldest.pk) == (2_001, 100, first.pk)
