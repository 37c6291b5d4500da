"""What would become of one ticket; asked before anything is done, and again under the ticket's lock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from tickets.choices import Access
from tickets.fields import FieldRule
from tickets.mass.choices import LineState, MassKind, Obstacle
from tickets.mass.wishes import Wish
from tickets.models import Ticket, Transition
from tickets.models.tag import MOST_TAGS
from tickets.workflow import leads_to, wanting

#: Said of every ticket, whatever its type.
ALWAYS = frozenset({"type"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`detail` names the fields that are in the way."""

    state: LineState
    obstacle: Obstacle | str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the types allow, by type; for which divisions the wished one is (none: all); what the person watches."""

    fields: Mapping[int | None, Mapping[str, FieldRule]] = field(default_factory=dict)
    transitions: Sequence[Transition] = ()
    watched: frozenset[int] = frozenset()
    divisions: frozenset[int] = frozenset()

    def of(self, type_: int) -> Mapping[str, FieldRule]:
        """`None` stands for types that say nothing of their own."""
        return self.fields.get(type_, self.fields[None])


CHANGES, SAME = Verdict(LineState.CHANGED), Verdict(LineState.SAME)


def judge(kind: MassKind | str, ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    """The ticket must be one that the person may see; `status` and `type` should be at hand, of tags also `tags`."""
    return JUDGES[MassKind(kind)](ticket, wish, rules)


def _refused(obstacle: Obstacle, detail: str = "") -> Verdict:
    return Verdict(LineState.REFUSED, obstacle, detail)


def _status(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    to = wish.status
    if to is None or ticket.status_id == to.pk:
        return SAME
    away = [one for one in rules.transitions if (one.type_id, one.before_id) == (ticket.type_id, ticket.status_id)]
    if not leads_to(ticket, [to], away):
        return _refused(Obstacle.NOT_ALLOWED, str(ticket.status))
    wanted = wanting(ticket, to)
    return _refused(Obstacle(wanted[0])) if wanted else CHANGES


def _edit(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    """Judged by the type it would have afterwards."""
    plain = {name: value for name, value in wish.fields.items() if _held(ticket, name) != _key(value)}
    own = {f"custom_{pk}": value for pk, value in wish.custom.items() if ticket.custom.get(pk) != value}
    if not plain and not own:
        return SAME
    type_ = wish.fields["type"].pk if "type" in wish.fields else ticket.type_id
    if "type" in plain and rules.divisions and ticket.division_id not in rules.divisions:
        return _refused(Obstacle.OTHER_DIVISION)
    known = rules.of(type_)
    new = {**plain, **own}
    closed = sorted(name for name in new if name not in ALWAYS and not (name in known and known[name].staff_may_set))
    if closed:
        return _refused(Obstacle.NO_FIELD, ", ".join(closed))
    emptied = sorted(
        name for name, value in new.items() if value in (None, "") and name in known and known[name].staff == Access.REQUIRED
    )
    return _refused(Obstacle.REQUIRED, ", ".join(emptied)) if emptied else CHANGES


def _held(ticket: Ticket, name: str) -> Any:
    return ticket._meta.get_field(name).value_from_object(ticket)  # type: ignore[union-attr]  # a column, no relation back


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def _tag(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    more = len(with_tags(ticket, wish)) - len(ticket.tags.all())
    if not more:
        return SAME
    if not rules.of(ticket.type_id)["tags"].staff_may_set:
        return _refused(Obstacle.NO_FIELD, "tags")
    return _refused(Obstacle.MANY_TAGS) if len(ticket.tags.all()) + more > MOST_TAGS else CHANGES


def _untag(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    if len(without_tags(ticket, wish)) == len(ticket.tags.all()):
        return SAME
    return CHANGES if rules.of(ticket.type_id)["tags"].staff_may_set else _refused(Obstacle.NO_FIELD, "tags")


def with_tags(ticket: Ticket, wish: Wish) -> list[str]:
    """The same word in another spelling is the same tag."""
    held = [tag.name for tag in ticket.tags.all()]
    there = {name.casefold() for name in held}
    return [*held, *(name for name in wish.tags if name.casefold() not in there)]


def without_tags(ticket: Ticket, wish: Wish) -> list[str]:
    gone = {name.casefold() for name in wish.tags}
    return [tag.name for tag in ticket.tags.all() if tag.name.casefold() not in gone]


def _assign(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    wanted = (wish.responsible and wish.responsible.pk, wish.team and wish.team.pk)
    return SAME if (ticket.responsible_id, ticket.team_id) == wanted else CHANGES


def _subscribe(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    return SAME if ticket.pk in rules.watched else CHANGES


def _unsubscribe(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    return CHANGES if ticket.pk in rules.watched else SAME


def _merge(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    """Two customers read each other's words only where somebody agreed to that (0017)."""
    if wish.into is None or ticket.pk == wish.into.pk:
        return SAME
    if ticket.requester_id != wish.into.requester_id and not wish.both_may_read:
        return _refused(Obstacle.OTHER_CUSTOMER)
    return CHANGES


def _delete(ticket: Ticket, wish: Wish, rules: Rules) -> Verdict:
    return CHANGES


JUDGES: Mapping[MassKind, Callable[[Ticket, Wish, Rules], Verdict]] = {
    MassKind.EDIT: _edit,
    MassKind.TAG: _tag,
    MassKind.UNTAG: _untag,
    MassKind.ASSIGN: _assign,
    MassKind.STATUS: _status,
    MassKind.SUBSCRIBE: _subscribe,
    MassKind.UNSUBSCRIBE: _unsubscribe,
    MassKind.MERGE: _merge,
    MassKind.DELETE: _delete,
}
