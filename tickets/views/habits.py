"""How somebody likes their lists."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from lists.choices import Density, ListKind
from lists.choosing import choose
from lists.models import Habit
from tickets.views.viewing import PATHS
from ui.addresses import address

LONGEST_SORT = Habit._meta.get_field("sort").max_length or 0


@require_POST
@staff_required(Permission.WORK_TICKETS, Permission.MANAGE_CUSTOMERS)
def update(request: StaffRequest, kind: str) -> HttpResponse:
    """POST /habits/tickets/ keeps `sort`, `density` or `closed` for this person and list, and goes `back` to its address.

    What was chosen stands in the address no more, so that it holds.
    """
    if kind not in ListKind.values:
        raise Http404
    chosen = _chosen(request.POST)
    if chosen:
        choose(request.user, kind, **chosen)
    back = QueryDict(request.POST.get("back", "").removeprefix("?"))
    return redirect(reverse(PATHS[ListKind(kind)]) + address(back, {}, but=["panel", "sort", "density", "closed"]))


def _chosen(said: QueryDict) -> dict[str, Any]:
    """What is understood of it."""
    chosen: dict[str, Any] = {}
    if said.get("closed") in ("0", "1"):
        chosen["shows_closed"] = said["closed"] == "1"
    if said.get("density") in Density.values:
        chosen["density"] = said["density"]
    sort = said.get("sort")
    if sort is not None and len(sort) <= LONGEST_SORT:
        chosen["sort"] = sort.replace("\x00", "")
    return chosen
