"""Reads what is needed to judge many tickets: the same few queries for one and for ten thousand."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from accounts.models import User
from tickets.fields import FieldRule, rules_of
from tickets.mass.choices import MassKind
from tickets.mass.verdicts import Rules
from tickets.mass.wishes import Wish
from tickets.models import CustomField, Subscription, Transition, TypeField
from tickets.querysets import TicketQuerySet

TAGGING = (MassKind.TAG, MassKind.UNTAG)
WATCHING = (MassKind.SUBSCRIBE, MassKind.UNSUBSCRIBE)
#: What every line says of a ticket, and whom it concerns.
ALWAYS = ("subject", "status", "type", "requester", "responsible", "team", "division", "sharing", "version")
JOINED = ("status", "type", "requester", "responsible", "team", "division")


def with_facts(tickets: TicketQuerySet, *, kind: MassKind | str, wish: Wish) -> TicketQuerySet:
    """With what `judge` looks at and nothing else: reports and solutions can be long."""
    more = [*wish.fields, *(["custom"] if wish.custom else [])]
    if wish.status and wish.status.is_done:
        more += ["report", "solution"]
    found = tickets.select_related(*JOINED).only(*_columns([*ALWAYS, *more]))
    return found.prefetch_related("tags") if kind in TAGGING else found


def rules_for(kind: MassKind | str, wish: Wish, *, by: User, numbers: Collection[int]) -> Rules:
    """At most three queries."""
    return Rules(
        fields=_fields_by_type() if kind in (MassKind.EDIT, *TAGGING) else {},
        transitions=_transitions(wish) if kind == MassKind.STATUS else (),
        watched=watched_by(by, numbers) if kind in WATCHING else frozenset(),
        divisions=_divisions(wish),
    )


def _columns(names: Sequence[str]) -> list[str]:
    """Of what is joined, what a circle and a verdict need."""
    joined = {
        "status": ["status__category", "status__name"],
        "type": [
            f"type__{name}"
            for name in ("name", "has_workflow", "closes_from_anywhere", "needs_solution", "needs_report", "tells_changes")
        ],
        "requester": ["requester__name", "requester__email"],
        "responsible": ["responsible__name", "responsible__email", "responsible__is_active"],
        "team": ["team__name"],
        "division": ["division__tells_oneself"],
    }
    return [*dict.fromkeys(column for name in names for column in (name, *joined.get(name, ())))]


def _fields_by_type() -> Mapping[int | None, Mapping[str, FieldRule]]:
    own = list(CustomField.objects.filter(is_active=True))
    rows: dict[int | None, list[TypeField]] = defaultdict(list, {None: []})
    for row in TypeField.objects.all():
        rows[row.type_id].append(row)
    return {type_: {rule.key: rule for rule in rules_of(said, own)} for type_, said in rows.items()}


def _transitions(wish: Wish) -> Sequence[Transition]:
    return list(Transition.objects.filter(after=wish.status))


def _divisions(wish: Wish) -> frozenset[int]:
    """Those the wished type is limited to (BL-14)."""
    type_ = wish.fields.get("type")
    return frozenset(type_.divisions.values_list("pk", flat=True)) if type_ else frozenset()


def watched_by(by: User, numbers: Collection[int]) -> frozenset[int]:
    """Which of these tickets."""
    return frozenset(Subscription.objects.filter(user=by, ticket__in=numbers).values_list("ticket", flat=True))
