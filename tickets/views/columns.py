"""Which columns somebody's queue has."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from lists.choices import ListKind
from lists.choosing import choose
from tickets.columns import columns_of
from tickets.vocabulary import vocabulary
from ui.addresses import address


@require_POST
@agent_required
def update(request: StaffRequest) -> HttpResponse:
    """POST /tickets/columns/ is kept for this person; `usual` forgets it. `back` is the address of the list it was chosen for."""
    wanted = set(request.POST.getlist("columns"))
    known = [column.key for column in columns_of(vocabulary(request.user)) if column.key in wanted]
    choose(request.user, ListKind.TICKETS, columns=None if "usual" in request.POST else known)
    back = QueryDict(request.POST.get("back", "").removeprefix("?"))
    return redirect(reverse("queue") + address(back, {}, but=["panel", "columns"]))
