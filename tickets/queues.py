"""The named queues: what lies where, and how much of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from tenants.compiled import Compiled, Slot
from tickets.choices import Category
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet

#: Counting stops here; the page shows 99+.
ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """`holds` picks its open tickets; `is_done` says that it holds done ones instead."""

    key: str
    label: str | Promise
    icon: str
    holds: Callable[[TicketQuerySet, User | Slot], TicketQuerySet]
    is_done: bool = False
    team: Team | None = None

    def tickets(self, user: User, *, done_too: bool = False) -> TicketQuerySet:
        """What of it this person may see; the open ones, or all (`done_too`)."""
        held = self.holds(Ticket.objects.visible_to(user), user)
        if self.is_done:
            return held.done()
        return held if done_too else held.open()


def _waiting(tickets: TicketQuerySet, user: User | Slot) -> TicketQuerySet:
    return tickets.filter(status__category=Category.WAITING_CUSTOMER)


MINE = Queue("mine", _("Mine"), "circle-user", lambda tickets, user: tickets.of(user))
UNASSIGNED = Queue("unassigned", _("Unassigned"), "inbox", lambda tickets, user: tickets.unassigned())
WAITING = Queue("waiting", _("Waiting for customer"), "clock", _waiting)
OPEN = Queue("open", _("All open"), "layout-list", lambda tickets, user: tickets)
CLOSED = Queue("closed", _("Closed"), "archive", lambda tickets, user: tickets, is_done=True)
COUNTED = (MINE, UNASSIGNED, WAITING, OPEN)


def queue_of(team: Team) -> Queue:
    return Queue(f"team-{team.pk}", team.name, "users", lambda tickets, user: tickets.filter(team=team), team=team)


def queue_named(key: str) -> Queue:
    """The queue of this key; all open tickets if there is none."""
    for queue in (*COUNTED, CLOSED):
        if queue.key == key:
            return queue
    number = key.removeprefix("team-")
    team = Team.objects.filter(pk=number).first() if key != number and number.isdecimal() and len(number) < 10 else None
    return queue_of(team) if team else OPEN


def counts(user: User) -> dict[str, int]:
    """How many tickets wait in each counted queue of an agent, at most `ENOUGH`: one query, however many there are."""
    [row] = WAITING_IN_EACH(user=user.pk)
    return dict(zip((queue.key for queue in COUNTED), row, strict=True))


def teams_of(user: User) -> Iterable[tuple[Queue, int]]:
    """The queues of this agent's teams, each with how many open tickets wait in it; one query."""
    for pk, name, waiting in TEAMS_OF(user=user.pk):
        yield queue_of(Team(pk=pk, name=name)), waiting


class CappedCount(Subquery):
    """How many rows there are, counted no further than `ENOUGH`."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: "QuerySet[Ticket]") -> None:
        super().__init__(rows.order_by().values("pk")[:ENOUGH])


def _waiting_in_each() -> "QuerySet[User, tuple[int, ...]]":
    user = Slot("user")
    waiting = [CappedCount(queue.holds(Ticket.objects.living(), user).open()) for queue in COUNTED]
    return User.objects.filter(pk=user).values_list(*waiting)


def _teams_of() -> "QuerySet[Team, tuple[int, str, int]]":
    waiting = CappedCount(Ticket.objects.living().open().filter(team=OuterRef("pk")))
    return Team.objects.filter(members=Slot("user"), is_active=True).values_list("pk", "name", waiting)


WAITING_IN_EACH = Compiled(_waiting_in_each)
TEAMS_OF = Compiled(_teams_of)
