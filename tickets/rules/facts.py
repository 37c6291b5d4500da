"""What must be known of a ticket before it can be said what a rule would do to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from notifications.models import Letter
from tickets.choices import Verb
from tickets.fields import FieldRule, fields_of
from tickets.models import Event, Ticket
from tickets.rules.choices import DeedKind, To
from tickets.rules.deeds import Deed

SETTING = (DeedKind.SET, DeedKind.DUE, DeedKind.TAG, DeedKind.UNTAG)
#: Letters of rules that who asked gets about one ticket within an hour.
MOST_LETTERS = 5
TAGGING = (DeedKind.TAG, DeedKind.UNTAG)


@dataclass(frozen=True, slots=True)
class Facts:
    """`by_hand` are the fields that somebody chose, and no rule."""

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    tags: Sequence[str] = ()
    by_hand: frozenset[str] = frozenset()
    #: Whether rules may write to who asked: not where a machine wrote, nor again and again.
    hears: bool = True


def facts_of(ticket: Ticket, deeds: Sequence[Deed], *, by_hand: Collection[str] | None = None, hears: bool = True) -> Facts:
    """Only what these deeds look at: at most six queries, however many they are. `by_hand` if that is known already.

    `hears` is off where the customer must not be written to by itself (an automatic mail).
    """
    kinds = {deed.kind for deed in deeds}
    writes = any(deed.chosen.get("to") == To.REQUESTER for deed in deeds)
    return Facts(
        fields={rule.key: rule for rule in fields_of(ticket.type)} if kinds & {*SETTING} else {},
        tags=[tag.name for tag in ticket.tags.all()] if kinds & {*TAGGING} else (),
        by_hand=frozenset(by_hand if by_hand is not None else _by_hand(ticket) if DeedKind.DUE in kinds else ()),
        hears=hears and not (writes and _was_written_to(ticket)),
    )


def _by_hand(ticket: Ticket) -> Collection[str]:
    """Of a due date that stands there: whether the last who set it was a person. One it came with, somebody chose as well."""
    if ticket.due_at is None:
        return ()
    set_before = Event.objects.filter(ticket=ticket, verb=Verb.CHANGED, data__field="due_at")
    last = set_before.order_by("created_at", "pk").last()
    return () if last and "rule" in last.data else ("due_at",)


def _was_written_to(ticket: Ticket) -> bool:
    """So often by rules that a machine must be answering: two of them come to an end here."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    sent = Letter.objects.filter(topic=ticket.topic, template="rule_mail", to_address=ticket.requester.email)
    return sent.filter(created_at__gt=an_hour_ago).count() >= MOST_LETTERS
