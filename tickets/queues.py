"""The named queues: what lies where. They are the views every workspace has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from tenants.compiled import Slot
from tickets.choices import Category
from ui.keys import key_in

#: Numbers end here; the page shows 99+.
ENOUGH = 100
EVERYTHING = Q()


@dataclass(frozen=True, slots=True)
class Queue:
    """`holds` says which open tickets are in it for somebody; `is_done` that it holds done ones instead.

    `words` say so in the sentence above a list; nothing where that says it anyway.
    """

    key: str
    label: str | Promise
    icon: str
    holds: Callable[[User | Slot], Q]
    words: str | Promise = ""
    is_done: bool = False
    #: The key of the team whose it is.
    team: int | None = None


MINE = Queue("mine", _("Mine"), "circle-user", lambda user: Q(responsible=user), _("assigned to me"))
UNASSIGNED = Queue("unassigned", _("Unassigned"), "inbox", lambda user: Q(responsible=None), _("nobody responsible"))
WAITING = Queue(
    "waiting",
    _("Waiting for customer"),
    "clock",
    lambda user: Q(status__category=Category.WAITING_CUSTOMER),
    _("waiting for the customer"),
)
OPEN = Queue("open", _("All open"), "layout-list", lambda user: EVERYTHING)
CLOSED = Queue("closed", _("Closed"), "archive", lambda user: EVERYTHING, is_done=True)
COUNTED = (MINE, UNASSIGNED, WAITING, OPEN)


def queue_of(team: Team) -> Queue:
    return Queue(f"team-{team.pk}", team.name, "users", lambda user: Q(team=team.pk), team.name, team=team.pk)


def queue_named(key: str, *, teams: Sequence[Team] = ()) -> Queue:
    """The queue of this key; all open tickets if there is none. `teams` are known already."""
    for queue in (*COUNTED, CLOSED):
        if queue.key == key:
            return queue
    number = key_in(key.removeprefix("team-")) if key.startswith("team-") else None
    if number is None:
        return OPEN
    known = next((team for team in teams if team.pk == number), None)
    team = known or Team.objects.filter(pk=number).first()
    return queue_of(team) if team else OPEN
