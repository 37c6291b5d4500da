"""How somebody likes their lists."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from lists.choices import ListKind
from lists.choosing import choose, chosen_in
from tickets.views.viewing import PATHS
from ui.addresses import address


@require_POST
@staff_required(Permission.WORK_TICKETS, Permission.MANAGE_CUSTOMERS)
def update(request: StaffRequest, kind: str) -> HttpResponse:
    """POST /habits/tickets/ keeps `sort`, `density` or `closed` for this person and list, and goes `back` to its address.

    What was chosen stands in the address no more, so that it holds.
    """
    if kind not in ListKind.values:
        raise Http404
    chosen = chosen_in(request.POST)
    if chosen:
        choose(request.user, kind, **chosen)
    back = QueryDict(request.POST.get("back", "").removeprefix("?"))
    return redirect(reverse(PATHS[ListKind(kind)]) + address(back, {}, but=["panel", "sort", "density", "closed"]))
