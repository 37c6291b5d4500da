"""The checklist of a ticket."""

import pytest

from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.listing import MOST, TooMany, list_step, shift, tick, unlist
from tickets.choices import Verb
from tickets.models import ChecklistItem, Event


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def words(ticket):
    return [step.text for step in ticket.checklist.all()]


def test_steps_are_listed_ticked_and_removed_and_the_history_says_so(ticket, ada, ben):
    call, drive = (list_step(ticket, by=ada, text=text) for text in ("Call", "Drive there"))
    tick(call, by=ben)
    tick(call, by=ada)
    call.refresh_from_db()
    assert (call.done_by, words(ticket)) == (ben, ["Call", "Drive there"])

    tick(call, by=ada, is_done=False)
    unlist(drive, by=ada)
    unlist(drive, by=ada)

    said = [(event.verb, event.after or event.before) for event in ticket.events.exclude(verb=Verb.OPENED)]
    assert said == [
        (Verb.LISTED, "Call"),
        (Verb.LISTED, "Drive there"),
        (Verb.TICKED, "Call"),
        (Verb.UNTICKED, "Call"),
        (Verb.UNLISTED, "Drive there"),
    ]


def test_steps_move_and_stop_at_the_ends(ticket, ada):
    steps = [list_step(ticket, by=ada, text=text) for text in "abc"]

    shift(steps[0], up=True)
    assert words(ticket) == ["a", "b", "c"]
    shift(steps[0], up=False)
    assert words(ticket) == ["b", "a", "c"]
    shift(steps[2], up=True)
    shift(steps[2], up=True)
    assert words(ticket) == ["c", "b", "a"]
    shift(steps[0], up=False)
    assert words(ticket) == ["c", "b", "a"]


def test_the_same_step_sent_twice_is_one_and_a_list_has_an_end(ticket, ada):
    assert list_step(ticket, by=ada, text="Call") == list_step(ticket, by=ada, text=" Call ")
    ChecklistItem.objects.bulk_create(ChecklistItem(ticket=ticket, text=str(n)) for n in range(MOST - 1))

    with pytest.raises(TooMany):
        list_step(ticket, by=ada, text="One more")


def test_two_who_tick_at_once_tick_once(hall):
    with hall:
        ada, ben = (make_staff(f"{name}@acme.example", name=name) for name in ("Ada", "Ben"))
        step = list_step(make_ticket(make_contact("kai@kunde.example", name="Kai")), by=ada, text="Call")

    def ticking(by):
        with hall:
            tick(step, by=by)

    at_once(lambda: ticking(ada), lambda: ticking(ben))

    with hall:
        assert Event.objects.filter(verb=Verb.TICKED).count() == 1
