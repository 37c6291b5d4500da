"""Which types of tickets a customer can choose from: those released to them, where their objects belong (BL-14, BL-16)."""

from collections.abc import Sequence

from customers.models import Asset
from tickets.models import TicketType
from tickets.sight import Sight


def types_for(sight: Sight, assets: Sequence[Asset] = ()) -> list[TicketType]:
    """For a ticket about the first of these objects; where none is named, for one about any of theirs, or none."""
    divisions = {sight.division_of(assets[0])} if assets else _possible(sight)
    return [type_ for type_ in sight.creatable if any(sight.offers(type_, division) for division in divisions)]


def _possible(sight: Sight) -> set[int]:
    """One query, and none where there is one division only."""
    if len(sight.divisions) == 1:
        return {sight.home, *sight.divisions}
    theirs = sight.assets.exclude(division=None).order_by().values_list("division", flat=True).distinct()
    return {sight.home, *(key for key in theirs if key)}
