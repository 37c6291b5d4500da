"""Gives a ticket's objects their places; the first is the primary one (C-10)."""

from collections.abc import Iterable, Sequence

from django.db.models import Max

from customers.models import Asset
from tickets.models import Ticket, TicketAsset


def append(ticket: Ticket, assets: Iterable[Asset]) -> list[int]:
    """Behind those that are there, each once; returns the keys of the new ones. The ticket is locked, or new."""
    there = TicketAsset.objects.filter(ticket=ticket)
    known = set(there.values_list("asset_id", flat=True))
    last = there.aggregate(last=Max("position"))["last"]
    missing = [asset.pk for asset in dict.fromkeys(assets) if asset.pk not in known]
    first = 0 if last is None else last + 1
    TicketAsset.objects.bulk_create(
        TicketAsset(ticket=ticket, asset_id=pk, position=place) for place, pk in enumerate(missing, start=first)
    )
    return missing


def put_first(ticket: Ticket, asset: Asset) -> None:
    """The others keep their order behind it; one that is not there changes nothing."""
    places = list(TicketAsset.objects.filter(ticket=ticket).order_by("position", "pk"))
    if asset.pk not in {place.asset_id for place in places}:
        return
    for position, place in enumerate(sorted(places, key=lambda place: place.asset_id != asset.pk)):
        place.position = position
    TicketAsset.objects.bulk_update(places, ["position"])


def set_places(ticket: Ticket, keys: Sequence[int]) -> None:
    """These and no others, in this order; what is gone is left out."""
    TicketAsset.objects.filter(ticket=ticket).delete()
    there = Asset.objects.in_bulk(keys)
    append(ticket, [there[pk] for pk in keys if pk in there])
