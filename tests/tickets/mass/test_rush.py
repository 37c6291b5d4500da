"""Mass actions on two connections at once."""

from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.planning import plan, start
from tickets.mass.choices import MassKind
from tickets.mass.selections import ticked
from tickets.mass.wishes import Wish
from tickets.models import MassAction


def test_two_at_the_same_moment_start_one(hall):
    with hall:
        ada, carla = make_staff("ada@hall.example", name="Ada"), make_contact("carla@hall.example", name="Carla")
        selection = ticked([make_ticket(carla).pk], by=ada)
        action = plan(MassKind.DELETE, by=ada, selection=selection, wish=Wish())
        started = []

        def click():
            with hall:
                started.append(start(MassAction.objects.get(pk=action.pk), by=ada))

        at_once(click, click)

        assert sorted(started) == [False, True]
