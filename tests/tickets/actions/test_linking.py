"""What two tickets have to do with each other."""

import pytest

from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.linking import AlreadyLinked, GoesRound, link, unlink
from tickets.choices import LinkKind, Verb
from tickets.models import Event, TicketLink

PARENT, DUPLICATE, RELATED = LinkKind.PARENT, LinkKind.DUPLICATE, LinkKind.RELATED


@pytest.fixture
def three(carla):
    return [make_ticket(carla, subject=subject) for subject in ("House", "Floor", "Room")]


@pytest.mark.spec("CP-38")
def test_both_histories_say_so(three, ada):
    house, floor, _ = three

    made = link(house, to=floor, kind=PARENT, by=ada)
    unlink(made, by=ada)
    unlink(made, by=ada)

    assert [(event.verb, event.after or event.before) for event in house.events.exclude(verb=Verb.OPENED)] == [
        (Verb.LINKED, str(floor)),
        (Verb.UNLINKED, str(floor)),
    ]
    assert [(event.verb, event.after or event.before) for event in floor.events.exclude(verb=Verb.OPENED)] == [
        (Verb.LINKED, str(house)),
        (Verb.UNLINKED, str(house)),
    ]


def test_the_same_link_twice_is_one(three, ada):
    house, floor, room = three
    assert link(house, to=floor, kind=PARENT, by=ada) == link(house, to=floor, kind=PARENT, by=ada)
    assert link(floor, to=room, kind=RELATED, by=ada) == link(room, to=floor, kind=RELATED, by=ada)

    assert Event.objects.filter(verb=Verb.LINKED).count() == 4


@pytest.mark.parametrize("kind", [DUPLICATE, RELATED])
def test_two_tickets_have_one_link(three, ada, kind):
    house, floor, _ = three
    link(house, to=floor, kind=PARENT, by=ada)

    for source, target in ((house, floor), (floor, house)):
        with pytest.raises(AlreadyLinked):
            link(source, to=target, kind=kind, by=ada)
    with pytest.raises(AlreadyLinked):
        link(floor, to=house, kind=PARENT, by=ada)


def test_nobody_is_above_their_own_parent(three, ada):
    house, floor, room = three
    link(house, to=floor, kind=PARENT, by=ada)
    link(floor, to=room, kind=PARENT, by=ada)

    with pytest.raises(GoesRound):
        link(room, to=house, kind=PARENT, by=ada)


def test_two_who_link_at_once_make_one_link(hall):
    with hall:
        ada, kai = make_staff("ada@acme.example", name="Ada"), make_contact("kai@kunde.example", name="Kai")
        left, right = make_ticket(kai), make_ticket(kai)

    def linking(source, to):
        with hall:
            link(source, to=to, kind=RELATED, by=ada)

    at_once(lambda: linking(left, right), lambda: linking(right, left))

    with hall:
        assert TicketLink.objects.count() == 1
