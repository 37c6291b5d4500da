"""Which change of status a ticket's type allows (C-05)."""

from collections.abc import Iterable, Mapping

from tickets.choices import Category
from tickets.models import Status, Ticket, Transition


def leads_to(ticket: Ticket, statuses: Iterable[Status], transitions: Iterable[Transition]) -> list[Status]:
    """Where staff may move the ticket from here, beginning with where it is; from its type's transitions away from here."""
    allowed = {transition.after_id for transition in transitions} if ticket.type.has_workflow else None
    here = ticket.status_id
    return [to for to in statuses if to.pk == here or (to.is_active and _may(ticket, to, allowed))]


def reachable(ticket: Ticket) -> list[Status]:
    transitions = Transition.objects.filter(type=ticket.type_id, before=ticket.status_id)
    return leads_to(ticket, Status.objects.all(), transitions)


def wanting(ticket: Ticket, to: Status, *, brought: Mapping[str, str] | None = None) -> list[str]:
    """What its type wants written down before it is done: `report`, `solution`. `brought` is what comes along with the move."""
    if not to.is_done or ticket.status.is_done:
        return []
    wanted = {"report": ticket.type.needs_report, "solution": ticket.type.needs_solution}
    held = brought or {}
    return [field for field, is_wanted in wanted.items() if is_wanted and not (held.get(field) or getattr(ticket, field)).strip()]


def meant_by(statuses: Iterable[Status]) -> set[Category]:
    """Meanings that lead to one of these: each to its usual status, unless that is switched off (T24-39)."""
    return {Category(status.category) for status in statuses if status.is_default and status.is_active}


def may_move(ticket: Ticket, to: Status) -> bool:
    return to.pk == ticket.status_id or _may(ticket, to, _allowed(ticket))


def _allowed(ticket: Ticket) -> set[int] | None:
    """None: anything goes."""
    if not ticket.type.has_workflow:
        return None
    transitions = Transition.objects.filter(type=ticket.type_id, before=ticket.status_id)
    return set(transitions.values_list("after_id", flat=True))


def _may(ticket: Ticket, to: Status, allowed: set[int] | None) -> bool:
    if allowed is None or to.pk in allowed:
        return True
    return to.category == Category.CLOSED and ticket.type.closes_from_anywhere
