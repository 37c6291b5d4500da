"""Of several customers, people and states: what a mass action would do is said before, and is what it then does."""

import pytest

from accounts.models import Team
from notifications.models import Letter
from tests.making import make_kai, make_sam, make_staff
from tests.tickets.mass.conftest import WISHES, counts, make_world, work
from tests.worlds import shared
from tickets.actions.changing import change
from tickets.actions.inviting import invite
from tickets.actions.planning import start
from tickets.actions.subscribing import subscribe
from tickets.choices import Told
from tickets.mass.foresight import foresee
from tickets.models import Status, Ticket


def make_various():
    """Ada changes them."""
    carla, ada, tickets = make_world()
    sam, kai, ben = make_sam(), make_kai(), make_staff("ben@acme.example", name="Ben Roth")
    max = make_staff("max@acme.example", name="Max Keller", role="administrator")  # noqa: A001 -- he is called that
    for number, ticket in enumerate(tickets):
        ticket.requester = [carla, sam, kai][number % 3]
        ticket.responsible = [None, ada, ben, max][number % 4]
        ticket.save()
    tickets[1].team = Team.objects.create(name="Technik")
    tickets[1].team.members.add(ben, max, ada)
    tickets[1].save()
    change(tickets[2], by=ben, version=99, status=Status.objects.get(category="closed", is_default=True))
    invite(tickets[3], by=ada, addresses=["boss@kunde.example"])
    invite(tickets[4], by=ada, addresses=["janitor@kunde.example"], level=Told.CREATION)
    for user in (ada, ben):
        subscribe(tickets[5], by=user)
    Letter.objects.all().delete()
    return ada, ben, max, [Ticket.objects.get(pk=ticket.pk) for ticket in tickets]


made, world, ada, ben, max, various = shared(make_various, "ada", "ben", "max", "various")  # noqa: A001 -- as above


@pytest.mark.spec("C-37", "C-26")
@pytest.mark.parametrize("kind", WISHES)
@pytest.mark.parametrize("silent", [False, True])
def test_what_was_foreseen_is_what_happens(various, planned, ada, ben, closed, kind, silent):
    action = planned(kind, various, silent=silent, **WISHES[kind](ben, closed))

    foreseen = foresee(action, by=ada)
    start(action, by=ada, told=foreseen.told)
    work(action)

    addresses = list(Letter.objects.values_list("to_address", flat=True))
    assert counts(action)[2:] == (foreseen.changes, foreseen.same, foreseen.refusals)
    assert (len(addresses), len(set(addresses))) == (foreseen.letters, foreseen.people)
    assert foreseen.letters == 0 or not silent
    verdicts = [(ticket.pk, verdict.state, verdict.obstacle) for ticket, verdict in foreseen.rows]
    assert verdicts == list(action.lines.values_list("number", "state", "obstacle"))


def test_a_team_hears_as_a_team(various, planned, ada, ben, max):
    action = planned("assign", various[:1], team=Team.objects.get())

    foreseen = foresee(action, by=ada)

    assert (foreseen.letters, foreseen.people) == (2, 2)
