"""Two people at the same ticket at once, on two connections."""

from contextlib import suppress
from functools import partial

from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.linking import link
from tickets.actions.taking_back import CannotTakeBack, take_back
from tickets.choices import LinkKind, Verb
from tickets.models import Event, TicketLink


def test_two_who_undo_a_link_from_both_sides_undo_it_once(hall):
    with hall:
        ada, kai = make_staff("ada@acme.example", name="Ada"), make_contact("kai@kunde.example", name="Kai")
        one, two = (make_ticket(kai, subject=subject) for subject in ("One", "Two"))
        link(one, to=two, kind=LinkKind.RELATED, by=ada)
        events = [ticket.events.get(verb=Verb.LINKED) for ticket in (one, two)]

    def undoing(event):
        with hall, suppress(CannotTakeBack):
            take_back(event, by=ada)

    at_once(*(partial(undoing, event) for event in events))

    with hall:
        assert (TicketLink.objects.count(), Event.objects.filter(verb=Verb.UNLINKED).count()) == (0, 2)
