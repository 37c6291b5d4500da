"""A list of tickets to take along, as CSV."""

from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from lists.liking import ALL_COLUMNS
from tickets.columns import in_file
from tickets.filters import listing_of
from tickets.tabling import table_of
from tickets.views.streaming import streamed


@require_safe
@agent_required
@never_cache
def show(request: StaffRequest) -> HttpResponseBase:
    """GET /tickets/list.csv is the list of the same address with the columns its reader chose; `columns=all` with every one."""
    listing = listing_of(request.GET, user=request.user)
    everything = request.GET.get("columns") == ALL_COLUMNS
    columns = in_file(listing.vocabulary, listing.columns, long_too=everything)
    return streamed(table_of(listing, columns), name=f"tickets-{listing.queue.key}")
