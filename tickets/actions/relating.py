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
def arrange(ticket: Ticket, keys: Sequence[int], *, by: User) -> None:
    """These objects and no others, in this order; one that is gone is left out."""
    _change(ticket, "assets", lambda ours: set_places(ours, keys), by=by)


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


def _change(ticket: Ticket, field: str, put: Callable[[Ticket], object], *, by: User) -> None:
    """One line of history where something is different now."""
    ticket = lock(ticket)
    before, was = _said(ticket, field), _was(ticket, field)
    put(ticket)
    after = _said(ticket, field)
    if before != after:
        save_changes(ticket)
        said: dict[str, Any] = {"from": before, "to": after, **was}
        record(ticket, Verb.CHANGED, by=by, field=field, **said)


def _was(ticket: Ticket, field: str) -> dict[str, Any]:
    """What can be put back."""
    return {"was": list(ticket.assets.order_by(*IN_PLACE).values_list("pk", flat=True))} if field == "assets" else {}


def _said(ticket: Ticket, field: str) -> str:
    return ", ".join(str(row) for row in ROWS[field](ticket))
