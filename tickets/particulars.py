"""Everything about a ticket but its conversation, read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Team
from customers.models import Article, Asset, Contract, Organisation, Product, Project
from tenants.compiled import Slot
from tickets.at_once import AtOnce
from tickets.fields import FieldRule, rules_of
from tickets.models import (
    IN_PLACE,
    CustomField,
    CustomOption,
    ExternalReference,
    LineItem,
    Status,
    Tag,
    Ticket,
    TicketType,
    Transition,
    TypeField,
)
from tickets.offering import fits, with_divisions
from tickets.picklists import MODELS, held, offers
from tickets.workflow import leads_to

#: What these fields refer to.
SOME: dict[str, QuerySet[Any]] = {
    "organisation": Organisation.objects.all(),
    "project": Project.objects.filter(is_active=True),
    "partner": Organisation.objects.filter(is_partner=True),
    "product": Product.objects.filter(is_active=True),
    "contract": Contract.objects.filter(is_active=True),
    "articles": Article.objects.filter(is_active=True),
}
#: Those of which a ticket has one.
REFERRED = ("project", "partner", "product", "contract")


def some_of_each() -> dict[str, QuerySet[Any]]:
    """For `AtOnce`: one row of each kind that can be referred to, if there is any."""
    return {f"any_{key}": rows.filter(pk__in=rows.order_by("pk").values("pk")[:1]) for key, rows in SOME.items()}


@dataclass(frozen=True, slots=True)
class Particulars:
    """`lists` hold what can be chosen and what the ticket has; `statuses` where it may go from here."""

    types: Sequence[TicketType]
    statuses: Sequence[Status]
    rules: Sequence[FieldRule]
    lists: Mapping[str, Sequence[Any]]
    tags: Sequence[Tag]
    assets: Sequence[Asset]
    line_items: Sequence[LineItem]
    references: Sequence[ExternalReference]
    #: Fields that refer to something of which the workspace has any; the others are shown nowhere (T24-18).
    referable: frozenset[str]
    teams: Sequence[Team]


def particulars_of(ticket: Ticket) -> Particulars:
    """One query, however many fields and lists a workspace has."""
    referred = {key: getattr(ticket, f"{key}_id") for key in REFERRED}
    rows = EVERYTHING(ticket=ticket.pk, type=ticket.type_id, status=ticket.status_id, **held(ticket), **referred)
    _attach(ticket, rows)
    by_pk = {article.pk: article for article in rows["articles"]}
    for item in rows["line_items"]:
        item.article = by_pk[item.article_id]
    return Particulars(
        types=[type_ for type_ in rows["types"] if type_.pk == ticket.type_id or fits(type_, ticket.division_id)],
        statuses=leads_to(ticket, rows["statuses"], rows["transitions"]),
        rules=_rules(rows),
        lists={key: rows[key] for key in MODELS},
        tags=rows["tags"],
        assets=rows["assets"],
        line_items=rows["line_items"],
        references=rows["references"],
        referable=_referable(rows),
        teams=rows["teams"],
    )


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a new ticket of a type can be given; as in `Particulars`."""

    rules: Sequence[FieldRule]
    lists: Mapping[str, Sequence[Any]]
    referable: frozenset[str]
    teams: Sequence[Team]


def beginnings_of(type_: TicketType) -> Beginnings:
    """One query."""
    rows = BEGINNINGS(type=type_.pk, **held(None))
    return Beginnings(_rules(rows), {key: rows[key] for key in MODELS}, _referable(rows), rows["teams"])


def _beginnings() -> dict[str, QuerySet[Any]]:
    own = {
        "rules": TypeField.objects.filter(type=Slot("type")),
        "customs": CustomField.objects.filter(is_active=True),
        "options": CustomOption.objects.filter(field__is_active=True),
        "teams": Team.objects.filter(is_active=True),
    }
    return offers() | some_of_each() | own


BEGINNINGS = AtOnce(_beginnings)


def _everything() -> dict[str, QuerySet[Any]]:
    ticket, type_ = Slot("ticket"), Slot("type")
    items = LineItem.objects.filter(ticket=ticket)
    return (
        _beginnings()
        | {
            "types": with_divisions(TicketType.objects.filter(Q(is_active=True) | Q(pk=type_))),
            "statuses": Status.objects.all(),
            "transitions": Transition.objects.filter(type=type_, before=Slot("status")),
            "tags": Tag.objects.filter(tickets=ticket),
            "assets": Asset.objects.filter(ticket_places__ticket=ticket).order_by(*IN_PLACE),
            "line_items": items,
            "articles": Article.objects.filter(pk__in=items.values("article")),
            "references": ExternalReference.objects.filter(ticket=ticket),
        }
        | {f"the_{key}": SOME[key].model._default_manager.filter(pk=Slot(key)) for key in REFERRED}
    )


EVERYTHING = AtOnce(_everything)


def _attach(ticket: Ticket, rows: Mapping[str, Sequence[Any]]) -> None:
    """What it refers to, so that nobody asks for it again."""
    found = {key: rows[key] for key in MODELS} | {key: rows[f"the_{key}"] for key in REFERRED}
    for key, candidates in found.items():
        for row in candidates:
            if row.pk == getattr(ticket, f"{key}_id"):
                setattr(ticket, key, row)


def _rules(rows: Mapping[str, Sequence[Any]]) -> list[FieldRule]:
    return rules_of(rows["rules"], _with_options(rows["customs"], rows["options"]))


def _referable(rows: Mapping[str, Sequence[Any]]) -> frozenset[str]:
    return frozenset(key for key in SOME if rows[f"any_{key}"])


def _with_options(customs: Sequence[CustomField], options: Sequence[CustomOption]) -> Sequence[CustomField]:
    """As `prefetch_related("options")` would leave them."""
    for custom in customs:
        mine = [option for option in options if option.field_id == custom.pk]
        custom._prefetched_objects_cache = {"options": mine}  # type: ignore[attr-defined]  # Django's
    return customs
