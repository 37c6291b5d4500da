"""What a column of a file of tickets can be."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.choices import Permission
from accounts.models import User
from customers.kinds import ASSETS, CONTRACTS, ORGANISATIONS, PARTNERS, PRODUCTS, PROJECTS
from imports import cells
from imports.cells import Reader
from imports.refusing import Wrong
from imports.targets import Field
from tenants.divisions.models import Division
from tickets.choices import FieldKind
from tickets.fields import label_of
from tickets.intake import naming
from tickets.models import CustomField, TicketType
from tickets.picklists import MODELS

LONGEST: Final = 20_000
LONGEST_BODY: Final = 100_000
#: Further names of columns, as other systems call them.
HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("ticket", "ticketnummer", "ticket number", "ticket id", "id", "nr"),
    "subject": ("title", "titel", "betreff", "summary", "zusammenfassung", "name"),
    "body": ("description", "beschreibung", "text", "message", "nachricht", "anliegen", "details"),
    "requester": (
        "email",
        "kunde email",
        "customer email",
        "requester email",
        "melder email",
        "from",
        "absender",
        "email melder",
    ),
    "requester_name": (
        "requester name",
        "customer",
        "kunde",
        "melder",
        "name des melders",
        "customers name",
        "contact",
        "kontakt",
    ),
    "organisation": ("company", "firma", "unternehmen", "organization"),
    "responsible": ("agent", "owner", "assignee", "bearbeiter", "zugewiesen an", "assigned to", "besitzer"),
    "team": ("group", "gruppe", "queue"),
    "status": ("state", "zustand"),
    "type": ("typ", "ticket type", "art"),
    "priority": ("prio", "priorität"),
    "opened_at": ("created", "created at", "erstellt", "erstellt am", "eröffnet am", "angelegt", "date", "datum"),
    "closed_at": ("closed at", "geschlossen am", "resolved", "resolved at", "gelöst am", "erledigt am", "erledigt"),
    "due_at": ("due date", "fällig am", "deadline", "frist"),
    "assets": ("object", "objekt", "asset", "anlage", "gerät", "device"),
    "tags": ("tag", "schlagwort", "schlagworte", "labels", "label"),
    "external_references": ("external id", "reference", "referenz", "externe nummer", "externe id", "fremdnummer"),
    "solution": ("resolution", "lösung"),
}
#: What an unknown name of becomes, for whoever may: a row of this noun.
OF_CUSTOMERS: Final = ("organisation", "assets", "project", "product")
#: What a file says for new tickets only: of one that is here these are facts.
STAYS: Final = ("opened_at", "closed_at", "division", "body")
LISTS: Final = ("category", "severity", "region", "origin")


def fields_for(user: User, customs: list[CustomField]) -> list[Field]:
    """In the order of a form. A short list that is empty is no column (T24-18), but for whoever may fill it."""
    return [*_about(user), *_filed(user), *_when(), *_belonging(user), *_found(), *(_own(field, user) for field in customs)]


def _about(user: User) -> Iterator[Field]:
    yield _field("number", _("Number"), _number, help=_("Only to find tickets that are here already."))
    yield _field("subject", label_of("subject"), cells.text(longest=200), is_needed=True)
    yield _field("body", _("What is it about?"), cells.lines(longest=LONGEST_BODY))
    yield _field("requester", _("Customer's e-mail"), cells.words_of, find=naming.contacts, can_make=True)
    yield _field("requester_name", label_of("requester"), cells.text(longest=100), help=_("For people who are new here."))
    may = user.may(Permission.MANAGE_CUSTOMERS)
    yield _named("organisation", naming.records(ORGANISATIONS), can_make=may)


def _filed(user: User) -> Iterator[Field]:
    may = user.may(Permission.MANAGE_WORKSPACE)
    yield _listed("type", TicketType, can_make=False)
    yield _named("status", naming.statuses)
    yield _named("responsible", naming.staff)
    yield _named("team", naming.teams)
    for key, model in MODELS.items():
        can_make = may and key in LISTS
        if can_make or model._default_manager.filter(is_active=True).exists():
            yield _listed(key, model, can_make=can_make)
    yield _field("tags", label_of("tags"), cells.several_of, find=naming.tags, is_free=True)
    yield _field("is_urgent", label_of("is_urgent"), cells.yes_or_no)
    if Division.objects.count() > 1:
        yield _named("division", naming.divisions)


def _when() -> Iterator[Field]:
    for key in ("opened_at", "closed_at", "due_at", "target_at"):
        yield _field(key, label_of(key), cells.moment)
    yield _field("estimated_on", label_of("estimated_on"), cells.day)


def _belonging(user: User) -> Iterator[Field]:
    may = user.may(Permission.MANAGE_CUSTOMERS)
    yield _field("assets", label_of("assets"), cells.several_of, find=naming.records(ASSETS), can_make=may)
    for key, kind in (("project", PROJECTS), ("partner", PARTNERS), ("product", PRODUCTS), ("contract", CONTRACTS)):
        yield _named(key, naming.records(kind), can_make=may and key in OF_CUSTOMERS)
    yield _field("articles", label_of("articles"), cells.several_of, find=naming.articles)
    yield _field("external_references", label_of("external_references"), cells.several_of)


def _found() -> Iterator[Field]:
    for key in ("hours", "days"):
        yield _field(key, label_of(key), cells.amount(digits=8, places=2, least=0))
    for key in ("report", "solution"):
        yield _field(key, label_of(key), cells.lines(longest=LONGEST))


PLAIN: Final[Mapping[str, Reader]] = {
    FieldKind.TEXT: cells.text(longest=500),
    FieldKind.LONG_TEXT: cells.lines(longest=LONGEST),
    FieldKind.NUMBER: cells.amount(digits=16, places=4),
    FieldKind.MONEY: cells.amount(digits=12, places=2),
    FieldKind.DATE: cells.day,
    FieldKind.YES_NO: cells.yes_or_no,
    FieldKind.LINK: cells.link,
}


def _own(field: CustomField, user: User) -> Field:
    if field.kind in PLAIN:
        return _field(field.key, field.name, PLAIN[field.kind])
    if field.has_options:
        read = cells.several_of if field.kind == FieldKind.CHOICES else cells.words_of
        names = tuple(option.name for option in field.options.all() if option.is_active)
        may = user.may(Permission.MANAGE_WORKSPACE)
        return _field(field.key, field.name, read, find=naming.options(field), can_make=may, options=names)
    finders = {FieldKind.USER: naming.staff, FieldKind.CONTACT: naming.contacts, FieldKind.ASSET: naming.records(ASSETS)}
    return _field(field.key, field.name, cells.words_of, find=finders[FieldKind(field.kind)])


def _number(cell: Any) -> int | None:
    words = cells.said(cell).lstrip("#")
    if not words:
        return None
    if not (words.isascii() and words.isdigit()):
        raise Wrong(_("“%(words)s” is not a ticket number.") % {"words": words[:40]})
    return int(words)


def _field(key: str, label: str, read: Reader, **more: Any) -> Field:
    return Field(key, str(label), read, headers=HEADERS.get(key, ()), is_for_new=key in STAYS, **more)


def _named(key: str, find: Any, **more: Any) -> Field:
    return _field(key, label_of(key), cells.words_of, find=find, **more)


def _listed(key: str, model: Any, *, can_make: bool) -> Field:
    return _named(key, naming.entries(model), can_make=can_make, options=_names(model))


def _names(model: Any) -> tuple[str, ...]:
    return tuple(str(row) for row in model._default_manager.all()[:500])
