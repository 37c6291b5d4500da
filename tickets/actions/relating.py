"""Says what a ticket is about: objects, articles, its names elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from customers.models import Article, Asset
from tickets.actions.placing import append, put_first, set_places
from tickets.actions.recording import lock, record, save_changes
from tickets.choices import Verb
from tickets.models import IN_PLACE, ExternalReference, LineItem, Ticket


@transaction.atomic
def add_asset(ticket: Ticket, asset: Asset, *, by: User) -> None:
    """One more object (CP-17), behind the others; the first one is the primary one. One that is there already stays once."""
    _change(ticket, "assets", lambda ours: append(ours, [asset]), by=by)


@transaction.atomic
def drop_asset(ticket: Ticket, asset: Asset, *, by: User) -> None:
    """Of those that stay, the first is the primary one."""
    _change(ticket, "assets", lambda ours: ours.assets.remove(asset), by=by)


@transaction.atomic
def lead_with(ticket: Ticket, asset: Asset, *, by: User) -> None:
    """This object is the primary one (C-10)."""
    _change(ticket, "assets", lambda ours: put_first(ours, asset), by=by)


@transaction.atomic
def lay_back(ticket: Ticket, field: str, was: Sequence[Any], *, by: User) -> None:
    """What a line of the history kept of `field`, and nothing else; what is gone meanwhile is left out."""
    _change(ticket, field, lambda ours: LAID_BACK[field](ours, was), by=by)


def _lay_back_articles(ticket: Ticket, was: Sequence[Any]) -> None:
    ticket.line_items.all().delete()
    there = Article.objects.in_bulk([key for key, _quantity in was])
    for key, quantity in was:
        if key in there:
            LineItem.objects.create(ticket=ticket, article=there[key], quantity=Decimal(quantity))


def _lay_back_references(ticket: Ticket, was: Sequence[Any]) -> None:
    ticket.external_references.all().delete()
    for channel, external_id, reply_id in was:
        ExternalReference.objects.create(ticket=ticket, channel=channel, external_id=external_id, reply_id=reply_id)


LAID_BACK: dict[str, Callable[[Ticket, Sequence[Any]], None]] = {
    "assets": set_places,
    "articles": _lay_back_articles,
    "external_references": _lay_back_references,
}


@transaction.atomic
def add_article(ticket: Ticket, article: Article, *, quantity: Decimal, by: User) -> None:
    """So many of this article (RB-9); one that is there already gets the new quantity."""

    def put(ours: Ticket) -> None:
        LineItem.objects.update_or_create(ticket=ours, article=article, defaults={"quantity": quantity})

    _change(ticket, "articles", put, by=by)


@transaction.atomic
def drop_article(ticket: Ticket, item: LineItem, *, by: User) -> None:
    _change(ticket, "articles", lambda ours: ours.line_items.filter(pk=item.pk).delete(), by=by)


@transaction.atomic
def add_reference(ticket: Ticket, reference: ExternalReference, *, by: User) -> None:
    """Its name in another system (CP-26); the same one again sets only what we answered with there."""

    def put(ours: Ticket) -> None:
        ExternalReference.objects.update_or_create(
            ticket=ours,
            channel=reference.channel,
            external_id=reference.external_id,
            defaults={"reply_id": reference.reply_id},
        )

    _change(ticket, "external_references", put, by=by)


@transaction.atomic
def drop_reference(ticket: Ticket, reference: ExternalReference, *, by: User) -> None:
    _change(ticket, "external_references", lambda ours: ours.external_references.filter(pk=reference.pk).delete(), by=by)


ROWS: dict[str, Callable[[Ticket], Iterable[Any]]] = {
    "assets": lambda ticket: ticket.assets.order_by(*IN_PLACE),
    "articles": lambda ticket: ticket.line_items.select_related("article"),
    "external_references": lambda ticket: ticket.external_references.all(),
}

#: What the history keeps of them, so that it can be put back.
KEPT: dict[str, Callable[[Ticket], list[Any]]] = {
    "assets": lambda ticket: list(ticket.assets.order_by(*IN_PLACE).values_list("pk", flat=True)),
    "articles": lambda ticket: [[item.article_id, f"{item.quantity:f}"] for item in ticket.line_items.all()],
    "external_references": lambda ticket: [
        [row.channel, row.external_id, row.reply_id] for row in ticket.external_references.all()
    ],
}


def _change(ticket: Ticket, field: str, put: Callable[[Ticket], object], *, by: User) -> None:
    """One line of history where something is different now."""
    ticket = lock(ticket)
    before, was = _said(ticket, field), KEPT[field](ticket)
    put(ticket)
    after = _said(ticket, field)
    if before != after:
        save_changes(ticket)
        said: dict[str, Any] = {"from": before, "to": after, "was": was}
        record(ticket, Verb.CHANGED, by=by, field=field, **said)


def _said(ticket: Ticket, field: str) -> str:
    return ", ".join(str(row) for row in ROWS[field](ticket))
