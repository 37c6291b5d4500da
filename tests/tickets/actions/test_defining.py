"""Statuses change; rules always find one."""

import pytest

from tests.making import make_ticket
from tests.rushing import at_once
from tickets.actions.arranging import shift
from tickets.actions.defining import StillNeeded, define_status
from tickets.actions.discarding import Used, discard
from tickets.choices import Category
from tickets.models import Category as TicketCategory
from tickets.models import Status


def status_of(category: Category, **more: object) -> Status:
    return Status.objects.get(category=category, is_default=True, **more)


def names() -> list[str]:
    return [str(status) for status in Status.objects.filter(category=Category.OPEN)]


@pytest.mark.spec("BR-15")
def test_a_new_status_lies_behind_those_of_its_meaning(acme):
    define_status(Status(category=Category.OPEN, name="At the manufacturer"), takes_over=False)

    assert [str(status) for status in Status.objects.all()][:3] == ["New", "Open", "At the manufacturer"]


def test_who_takes_over_relieves_the_one_before(acme):
    ours = define_status(Status(category=Category.OPEN, name="In progress"), takes_over=True)

    assert list(Status.objects.filter(category=Category.OPEN, is_default=True)) == [ours]


def test_what_is_reached_automatically_stays_on(acme):
    status = status_of(Category.OPEN)
    status.is_active = False

    with pytest.raises(StillNeeded):
        define_status(status, takes_over=False)

    assert status_of(Category.OPEN).is_active


def test_a_meaning_a_desk_can_do_without_goes_only_as_a_whole(acme):
    other = define_status(Status(category=Category.RESOLVED, name="Proposed"), takes_over=False)
    usual = status_of(Category.RESOLVED)
    usual.is_active = False
    with pytest.raises(StillNeeded):
        define_status(usual, takes_over=False)

    other.is_active = False
    define_status(other, takes_over=False)
    define_status(usual, takes_over=False)

    assert not Status.objects.filter(category=Category.RESOLVED, is_active=True).exists()


def test_the_first_that_is_switched_on_again_takes_over(acme):
    usual = status_of(Category.RESOLVED)
    usual.is_active = False
    define_status(usual, takes_over=False)

    ours = define_status(Status(category=Category.RESOLVED, name="Proposed"), takes_over=False)

    assert status_of(Category.RESOLVED) == ours


def test_two_administrators_at_once_leave_one(hall):
    with hall:
        first, second = (Status(category=Category.OPEN, name=name) for name in ("Hers", "His"))

    def take(status: Status) -> None:
        with hall:
            define_status(status, takes_over=True)

    at_once(lambda: take(first), lambda: take(second))

    with hall:
        assert Status.objects.filter(category=Category.OPEN, is_default=True).count() == 1
        assert Status.objects.filter(category=Category.OPEN).count() == 3


def test_what_a_ticket_has_can_not_be_taken_away(carla):
    category = TicketCategory.objects.create(name="Heating")
    make_ticket(carla, category=category)

    with pytest.raises(Used):
        discard(category)


def test_the_default_can_not_be_taken_away_and_the_unused_can(acme):
    ours = define_status(Status(category=Category.OPEN, name="In progress"), takes_over=False)
    with pytest.raises(StillNeeded):
        discard(status_of(Category.OPEN))

    discard(ours)
    discard(ours)

    assert names() == ["Open"]


def test_entries_change_places_with_their_neighbour(acme):
    for name in ("B", "C"):
        define_status(Status(category=Category.OPEN, name=name), takes_over=False)
    peers = Status.objects.filter(category=Category.OPEN)

    shift(peers.get(name="C"), among=peers, up=True)
    assert names() == ["Open", "C", "B"]
    shift(peers.get(name="C"), among=peers, up=True)
    shift(peers.get(name="C"), among=peers, up=True)
    assert names() == ["C", "Open", "B"]
    shift(peers.get(name="B"), among=peers, up=False)

    assert names() == ["C", "Open", "B"]
    assert str(Status.objects.first()) == "New"


def test_entries_without_a_place_get_one(acme):
    for name in ("A", "B", "C"):
        TicketCategory.objects.create(name=name)

    shift(TicketCategory.objects.get(name="C"), among=TicketCategory.objects.all(), up=True)

    assert [str(category) for category in TicketCategory.objects.all()] == ["A", "C", "B"]
