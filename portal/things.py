"""The objects and articles that a customer may look at, and which of their tickets are about one (RB-16)."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from accounts.models import User
from customers.known import known_as
from customers.models import Article, Asset
from tickets.choices import OPEN_CATEGORIES
from tickets.fields import FieldRule, types_showing
from tickets.models import IN_PLACE, Attachment, LineItem, Ticket
from tickets.offered import offered_to
from tickets.querysets import TicketQuerySet
from tickets.sight import sight_of
from ui.collating import InOrder
from ui.listing import Page, page_of
from ui.orders import By

BY_NAME: Final = (By("in_order", expression=InOrder("name")), By("pk"))
NEWEST: Final = (By("pk", descending=True),)
PAGE_SIZE: Final = 50
DOCUMENTS: Final = 25
#: Of a thing's tickets so many are shown; the list finds the others.
MOST: Final = 50
LARGEST_KEY: Final = 2**63 - 1
#: What is shown with links instead of words.
THINGS: Final = frozenset({"assets", "articles"})


@dataclass(frozen=True, slots=True)
class Things:
    """What a ticket is about, as its customer sees it; `own` are the keys of objects that they may open."""

    assets: list[Asset]
    own: frozenset[int]
    line_items: list[LineItem]


@dataclass(frozen=True, slots=True)
class Owned:
    """An object, and how many tickets of theirs about it are open."""

    asset: Asset
    open: int


def assets_of(user: User) -> QuerySet[Asset]:
    """A customer's own: those of their organisation, or those chosen for them (BL-10)."""
    return sight_of(user).assets


def asset_for(user: User, pk: int) -> Asset:
    """To anybody else it does not exist (RB-5)."""
    return get_object_or_404(assets_of(user), pk=_key(pk))


def article_for(user: User, pk: int) -> Article:
    """One that a ticket of theirs shows them."""
    seen = tickets_with(user, "articles").filter(line_items__article=_key(pk)).order_by()
    return get_object_or_404(Article, pk=_key(pk) if seen.exists() else 0)


def tickets_about(user: User, thing: Asset | Article) -> list[Ticket]:
    """The open ones first; only where the type shows customers what their ticket is about."""
    key, name = ("assets", "asset_places__asset") if isinstance(thing, Asset) else ("articles", "line_items__article")
    found = tickets_with(user, key).filter(**{name: thing}).for_list().order_by("-last_activity_at", "-pk")[:MOST]
    return sorted(found, key=lambda ticket: ticket.status.is_done)


def tickets_with(user: User, key: str) -> TicketQuerySet:
    return Ticket.objects.visible_to(user).filter(type__in=types_showing(key))


def page_of_assets(user: User, *, words: str, query: QueryDict) -> Page[Asset]:
    rows = assets_of(user).filter(known_as(words)) if words else assets_of(user)
    return page_of(rows, by=BY_NAME, query=query, size=PAGE_SIZE)


def page_of_documents(user: User, asset: Asset, *, query: QueryDict) -> Page[Attachment]:
    """Files that are offered to them at this object, the newest first."""
    rows = offered_to(user, Asset.objects.filter(pk=asset.pk)).select_related("document_kind", "message")
    return page_of(rows, by=NEWEST, query=query, size=DOCUMENTS)


def owned(user: User, assets: list[Asset]) -> list[Owned]:
    """One query, however many."""
    mine = tickets_with(user, "assets").filter(status__category__in=OPEN_CATEGORIES, asset_places__asset__in=assets)
    counted = dict(mine.order_by().values_list("asset_places__asset").annotate(Count("pk", distinct=True)))
    return [Owned(asset, counted.get(asset.pk, 0)) for asset in assets]


def things_of(ticket: Ticket, rules: list[FieldRule], *, user: User) -> Things:
    """Of those fields that its type shows customers."""
    shown = {rule.key for rule in rules}
    assets = list(ticket.assets.order_by(*IN_PLACE)) if "assets" in shown else []
    own = (
        frozenset(assets_of(user).filter(pk__in=[asset.pk for asset in assets]).values_list("pk", flat=True))
        if assets
        else frozenset()
    )
    items = list(ticket.line_items.select_related("article")) if "articles" in shown else []
    return Things(assets, own, items)


def _key(pk: int) -> int:
    """An address line takes longer numbers than a database."""
    if pk > LARGEST_KEY:
        raise Http404
    return pk
