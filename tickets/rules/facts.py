"""What must be known of a ticket before it can be said what a rule would do to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tickets.choices import Verb
from tickets.fields import FieldRule, fields_of
from tickets.models import Event, Ticket
from tickets.rules.choices import DeedKind
from tickets.rules.deeds import Deed

SETTING = (DeedKind.SET, DeedKind.DUE, DeedKind.TAG, DeedKind.UNTAG)
TAGGING = (DeedKind.TAG, DeedKind.UNTAG)


@dataclass(frozen=True, slots=True)
class Facts:
    """`by_hand` are the fields that somebody chose, and no rule."""

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    tags: Sequence[str] = ()
    by_hand: frozenset[str] = frozenset()


def facts_of(ticket: Ticket, deeds: Iterable[Deed], *, by_hand: Collection[str] | None = None) -> Facts:
    """Only what these deeds look at: at most five queries, however many they are. `by_hand` if that is known already."""
    kinds = {deed.kind for deed in deeds}
    return Facts(
        fields={rule.key: rule for rule in fields_of(ticket.type)} if kinds & {*SETTING} else {},
        tags=[tag.name for tag in ticket.tags.all()] if kinds & {*TAGGING} else (),
        by_hand=frozenset(by_hand if by_hand is not None else _by_hand(ticket) if DeedKind.DUE in kinds else ()),
    )


def _by_hand(ticket: Ticket) -> Collection[str]:
    """Of a due date that stands there: whether the last who set it was a person. One it came with, somebody chose as well."""
    if ticket.due_at is None:
        return ()
    set_before = Event.objects.filter(ticket=ticket, verb=Verb.CHANGED, data__field="due_at")
    last = set_before.order_by("created_at", "pk").last()
    return () if last and "rule" in last.data else ("due_at",)
