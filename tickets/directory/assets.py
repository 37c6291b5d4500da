"""Objects (buildings, machines, lines), as a list."""

from collections.abc import Sequence

from django.db.models import QuerySet

from customers.kinds import ASSETS as KIND
from customers.models import Asset
from lists.choices import ListKind
from tickets.directory.columns import Directory, about, belonging, by_name, by_text, created, field, open_tickets
from tickets.directory.facets import containing, of_organisation, since, with_open_tickets
from ui.facets import Facet


def shown(rows: QuerySet[Asset]) -> QuerySet[Asset]:
    return rows.select_related("organisation")


def facets(statuses: Sequence[int]) -> list[Facet]:
    return [
        containing(Asset, "name"),
        containing(Asset, "number"),
        containing(Asset, "address"),
        of_organisation(Asset),
        since(),
        with_open_tickets(about("asset_places__asset")(statuses)),
    ]


ASSETS = Directory(
    list=ListKind.ASSETS,
    kind=KIND,
    template="customers/assets.html",
    columns=(
        field(Asset, "name", order=by_name(), is_usual=True),
        field(Asset, "number", order=by_text("number"), is_usual=True),
        field(Asset, "address", order=by_text("address"), is_usual=True),
        belonging(),
        created(),
        open_tickets(),
    ),
    facets=facets,
    open_tickets=about("asset_places__asset"),
    shown=shown,
)
