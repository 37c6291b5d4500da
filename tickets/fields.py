"""Which fields a ticket of a type has, and what each audience may do with them (C-09)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tickets.choices import Access, FieldKind
from tickets.models import CustomField, Ticket, TicketType, TypeField

ANY = (Access.HIDDEN, Access.READ, Access.WRITE, Access.REQUIRED)
#: What only staff decide can be shown to customers, not set by them (C-14).
SHOWN = (Access.HIDDEN, Access.READ)
#: The desk's own business.
NEVER = (Access.HIDDEN,)


#: Whom we serve and who works here is nothing a customer chooses from.
OF_THE_DESK = (FieldKind.USER, FieldKind.CONTACT)


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A field every ticket can have: what it is for staff and in the portal unless a type says otherwise."""

    key: str
    staff: Access = Access.WRITE
    portal: Access = Access.HIDDEN
    may_portal: tuple[Access, ...] = SHOWN
    group: str | Promise = ""


DATES, REFERENCES, EFFORT, FINDINGS, OWN = _("Dates"), _("References"), _("Effort"), _("Findings"), _("More")

BUILT_IN = (
    BuiltIn("priority", may_portal=ANY),
    BuiltIn("category", portal=Access.WRITE, may_portal=ANY),
    BuiltIn("severity", may_portal=ANY),
    BuiltIn("region", may_portal=ANY),
    BuiltIn("origin", may_portal=NEVER),
    BuiltIn("tags", may_portal=NEVER),
    BuiltIn("is_urgent"),
    BuiltIn("due_at", group=DATES),
    BuiltIn("target_at", group=DATES),
    BuiltIn("estimated_on", portal=Access.READ, group=DATES),
    BuiltIn("assets", portal=Access.WRITE, may_portal=ANY, group=REFERENCES),
    BuiltIn("project", may_portal=SHOWN, group=REFERENCES),
    BuiltIn("partner", may_portal=SHOWN, group=REFERENCES),
    BuiltIn("product", may_portal=SHOWN, group=REFERENCES),
    BuiltIn("contract", may_portal=SHOWN, group=REFERENCES),
    BuiltIn("articles", group=REFERENCES),
    BuiltIn("external_references", may_portal=NEVER, group=REFERENCES),
    BuiltIn("hours", may_portal=SHOWN, group=EFFORT),
    BuiltIn("days", may_portal=SHOWN, group=EFFORT),
    BuiltIn("report", may_portal=SHOWN, group=FINDINGS),
    BuiltIn("solution", portal=Access.READ, may_portal=SHOWN, group=FINDINGS),
)


#: Columns of the ticket that staff set one by one.
PLAIN = frozenset(
    {
        *("requester", "organisation"),
        *("subject", "type", "priority", "category", "severity", "region", "origin", "is_urgent"),
        *("due_at", "target_at", "estimated_on", "project", "partner", "product", "contract"),
        *("hours", "days", "report", "solution"),
    }
)


#: Fields that are rows of their own, not columns.
OWN_ROWS = {"articles": _("Articles"), "external_references": _("External references")}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field as it is on tickets of one type. `may_portal` is what an administrator can choose for customers."""

    key: str
    label: str
    staff: Access
    portal: Access
    may_portal: tuple[Access, ...]
    group: str
    custom: CustomField | None = None

    @property
    def may_staff(self) -> tuple[Access, ...]:
        return ANY

    @property
    def staff_may_set(self) -> bool:
        return self.staff in (Access.WRITE, Access.REQUIRED)

    @property
    def customers_may_set(self) -> bool:
        return self.portal in (Access.WRITE, Access.REQUIRED)


def fields_of(type_: TicketType) -> list[FieldRule]:
    """Built-in fields in their order, then the workspace's own; three queries however many there are."""
    own = CustomField.objects.filter(is_active=True).prefetch_related("options")
    return rules_of(TypeField.objects.filter(type=type_), own)


def is_shown_to_customers(key: str, type_: TicketType) -> bool:
    """Whether customers may at least read this built-in field on tickets of the type."""
    rule = TypeField.objects.filter(type=type_, builtin=key).first() or default_rules()[key]
    return rule.portal != Access.HIDDEN


def types_showing(key: str) -> QuerySet[TicketType]:
    """The types on whose tickets customers may at least read this built-in field."""
    chosen = TypeField.objects.filter(builtin=key).order_by()
    if default_rules()[key].portal == Access.HIDDEN:
        return TicketType.objects.filter(pk__in=chosen.exclude(portal=Access.HIDDEN).values("type")).order_by()
    return TicketType.objects.exclude(pk__in=chosen.filter(portal=Access.HIDDEN).values("type")).order_by()


def shown_to_customers(ticket: Ticket) -> list[FieldRule]:
    return [rule for rule in fields_of(ticket.type) if rule.portal != Access.HIDDEN]


def rules_of(rows: Iterable[TypeField], own: Iterable[CustomField]) -> list[FieldRule]:
    """As `fields_of`, from rows that were read already."""
    chosen = {rule.key: rule for rule in rows}
    return [*_built_in(chosen), *_own(own, chosen)]


def default_rules() -> dict[str, BuiltIn]:
    return {field.key: field for field in BUILT_IN}


def _built_in(chosen: dict[str, TypeField]) -> Iterator[FieldRule]:
    for field in BUILT_IN:
        rule = chosen.get(field.key, field)
        yield FieldRule(
            key=field.key,
            label=label_of(field.key),
            staff=Access(rule.staff),
            portal=Access(rule.portal),
            may_portal=field.may_portal,
            group=str(field.group),
        )


def _own(fields: Iterable[CustomField], chosen: dict[str, TypeField]) -> Iterator[FieldRule]:
    for field in fields:
        rule = chosen.get(field.key, field)
        yield FieldRule(
            key=field.key,
            label=field.name,
            staff=Access(rule.staff),
            portal=Access(rule.portal),
            may_portal=SHOWN if field.kind in OF_THE_DESK else ANY,
            group=str(OWN),
            custom=field,
        )


def label_of(key: str) -> str:
    """What a built-in field is called in the reader's language."""
    return _called(key, get_language())


@cache  # a list says some dozens
def _called(key: str, _language: str | None) -> str:
    if key in OWN_ROWS:
        return str(OWN_ROWS[key])
    return str(capfirst(Ticket._meta.get_field(key).verbose_name))  # type: ignore[union-attr]  # none of them is a reverse relation
