"""A list of tickets to take along, as CSV."""

from collections.abc import Iterator

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tenants import here
from tickets.columns import Column, in_file
from tickets.filters import ALL_COLUMNS, Listing, listing_of
from tickets.tabling import table_of
from ui.spreadsheets import csv_lines


@require_safe
@agent_required
@never_cache
def show(request: StaffRequest) -> HttpResponseBase:
    """GET /tickets/list.csv is the list of the same address with the columns its reader chose; `columns=all` with every one."""
    listing = listing_of(request.GET, user=request.user)
    everything = request.GET.get("columns") == ALL_COLUMNS
    columns = in_file(listing.vocabulary, listing.columns, long_too=everything)
    name = f"tickets-{listing.queue.key}-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(_streamed(listing, columns), content_type="text/csv; charset=utf-8", headers=headers)


def _streamed(listing: Listing, columns: list[Column]) -> Iterator[str]:
    """Written when the door is closed again: the workspace, language and time zone of now are entered once more."""
    workspace, language, zone = here.workspace(), translation.get_language(), timezone.get_current_timezone()

    def lines() -> Iterator[str]:
        with workspace, translation.override(language), timezone.override(zone):
            yield from csv_lines(table_of(listing, columns))

    return lines()
