"""What no single cell can know of a ticket: what its type asks, whom it is of, whether its days are possible."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from imports.choices import Outcome
from imports.targets import SEVERAL, New, Plan
from tenants.divisions.models import Division
from tickets.choices import Access
from tickets.fields import FieldRule, label_of, rules_of
from tickets.intake.fields import STAYS
from tickets.intake.naming import contacts
from tickets.models import CustomField, Ticket, TicketType, TypeField
from tickets.offering import with_divisions
from tickets.workflow import may_move, wanting

#: Somebody's clock may be ahead.
TOLERANCE = timedelta(days=1)
MIDNIGHT: Final[Mapping[str, Any]] = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}


@dataclass(frozen=True, slots=True)
class Known:
    """What is needed of the workspace, and of tickets that are there already; three queries, four where types have divisions."""

    rules: Mapping[int, Sequence[FieldRule]]
    usual: TicketType
    tickets: Mapping[int, Ticket]
    workers: frozenset[int]
    divisions: Mapping[int, Collection[int]]
    home: int | None


def known_of(plans: Sequence[Plan], customs: Sequence[CustomField], *, user: User) -> Known:
    rows: dict[int, list[TypeField]] = {}
    for row in TypeField.objects.all():
        rows.setdefault(row.type_id, []).append(row)
    types = list(with_divisions(TicketType.objects.all()))
    divisions = {type_.pk: type_.division_keys for type_ in types if type_.division_keys}
    there = Ticket.objects.visible_to(user).select_related("type", "status", "requester", "division")
    return Known(
        rules={type_.pk: rules_of(rows.get(type_.pk, ()), customs) for type_ in types},
        usual=next(type_ for type_ in types if type_.is_default),
        tickets=there.in_bulk([plan.record for plan in plans if plan.record]),
        workers=frozenset(User.objects.assignable().values_list("pk", flat=True)),
        divisions=divisions,
        home=Division.objects.get(is_default=True).pk if divisions else None,
    )


def check_plans(plans: Sequence[Plan], known: Known) -> None:
    _know_by_name(plans)
    for plan in plans:
        ticket = known.tickets.get(plan.record or 0)
        _check_requester(plan)
        _check_fields(plan, ticket, known)
        _check_division(plan, ticket, known)
        _check_days(plan)
        _check_responsible(plan, ticket, known)
        if ticket is not None:
            _check_move(plan, ticket)
            _say_what_stays(plan, ticket)


def _know_by_name(plans: Iterable[Plan]) -> None:
    """Without an address, people are known by a name that only one bears."""
    wanting = [plan for plan in plans if "requester" not in plan.values and plan.values.get("requester_name")]
    found = contacts({plan.values["requester_name"] for plan in wanting}) if wanting else {}
    for plan in wanting:
        person = found.get(plan.values["requester_name"])
        if person is not None and person is not SEVERAL:
            plan.values["requester"] = person


def _check_requester(plan: Plan) -> None:
    person = plan.values.get("requester")
    if isinstance(person, New):
        try:
            validate_email(person.words)
        except ValidationError:
            plan.complain(
                "requester", _("“%(words)s” is unknown, and whoever is new needs an e-mail address.") % {"words": person}
            )
    elif person is None and plan.record is None and not any(key == "requester" for key, _words in plan.complaints):
        plan.complain("requester", _("Nobody is known by this, and whoever is new needs an e-mail address."))


def _check_fields(plan: Plan, ticket: Ticket | None, known: Known) -> None:
    """As the form asks it of whoever opens a ticket of this type (C-09)."""
    type_: Any = plan.values.get("type") or (ticket.type if ticket else known.usual)
    for rule in known.rules[type_.pk]:
        value = plan.values.get(rule.key)
        if value not in (None, []) and not rule.staff_may_set:
            plan.complain(rule.key, _("Tickets of type “%(type)s” do not let you set this.") % {"type": type_})
        if value in (None, []) and rule.staff == Access.REQUIRED and ticket is None and not _is_said(plan, rule.key):
            plan.complain(rule.key, _("%(field)s is missing.") % {"field": rule.label})


def _check_division(plan: Plan, ticket: Ticket | None, known: Known) -> None:
    """A type may be for some divisions only (BL-14); what is there already stays where it is."""
    type_: Any = plan.values.get("type") or (known.usual if ticket is None else None)
    limits = known.divisions.get(type_.pk, ()) if type_ else ()
    division = ticket.division_id if ticket else getattr(plan.values.get("division"), "pk", known.home)
    if limits and division not in limits:
        plan.complain("type", _("Tickets of type “%(type)s” belong to other divisions.") % {"type": type_})


def _is_said(plan: Plan, key: str) -> bool:
    return any(said == key for said, _words in plan.complaints)


def _check_days(plan: Plan) -> None:
    opened_at, closed_at = plan.values.get("opened_at"), plan.values.get("closed_at")
    latest = timezone.now() + TOLERANCE
    for key, at in (("opened_at", opened_at), ("closed_at", closed_at)):
        if at and at > latest:
            plan.complain(key, _("This lies in the future."))
    if opened_at and closed_at and closed_at < opened_at:
        plan.complain("closed_at", _("It would have been closed before it was opened."))
    status = plan.values.get("status")
    if closed_at and status is not None and not status.is_done and plan.outcome == Outcome.CREATED:
        plan.notes.append(_("It is not done, so the day when it was closed is left out."))


def _check_responsible(plan: Plan, ticket: Ticket | None, known: Known) -> None:
    """Old tickets were theirs who left; what is to be done is not."""
    user, status = plan.values.get("responsible"), plan.values.get("status")
    is_done = status.is_done if status else bool(plan.values.get("closed_at")) or bool(ticket and ticket.status.is_done)
    if user is not None and user.pk not in known.workers and not is_done:
        plan.complain("responsible", _("%(name)s does not work on tickets.") % {"name": user})


def _check_move(plan: Plan, ticket: Ticket) -> None:
    """What is there already goes the way of its type."""
    to = plan.values.get("status")
    if to is None or to == ticket.status:
        return
    if not may_move(ticket, to):
        words = {"here": ticket.status, "there": to}
        plan.complain("status", _("The workflow does not lead from “%(here)s” to “%(there)s”.") % words)
    elif wanting(ticket, to, brought=plan.values):
        plan.complain("status", _("Without a solution or report it cannot be done."))


def _say_what_stays(plan: Plan, ticket: Ticket) -> None:
    """When it was opened and closed, what was said first, and its division are facts, whatever a file says."""
    stays = [key for key in STAYS if _differs(plan.values.get(key), ticket, key)]
    if stays:
        labels = [_("What is it about?") if key == "body" else label_of(key) for key in stays]
        plan.notes.append(_("The ticket is here already; this stays as it is: %(fields)s") % {"fields": ", ".join(labels)})


def _differs(value: Any, ticket: Ticket, key: str) -> bool:
    """Files name a time to the minute, or only its day. Of a text nobody knows which message it would be."""
    there = getattr(ticket, key, None)
    if value is None or key == "body":
        return value is not None
    if isinstance(there, datetime):
        return value not in (there.replace(second=0, microsecond=0), timezone.localtime(there).replace(**MIDNIGHT), there)
    return bool(value != there)
