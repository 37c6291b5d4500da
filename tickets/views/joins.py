"""Two contacts, or two organisations, who are one and the same."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest
from customers.access import may_change, may_see
from customers.inviting import access_of
from customers.models import Contact, Organisation
from tickets.actions.joining import MERGERS, CannotJoin, CannotPart, StillUnderWay, join, part
from tickets.forms.joining import JoinForm, OtherForm
from tickets.models import Ticket
from tickets.tasks import carry_on_merger

#: By which column tickets are somebody's, and where the page of one is.
ASKED = {Contact: "requester", Organisation: "organisation"}
PAGES = {Contact: "contact", Organisation: "organisation"}
STILL_UNDER_WAY = gettext_lazy("What one of them has is still on its way after another merger. Please wait until that is done.")


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def create(request: StaffRequest, pk: int, model: type[Any]) -> HttpResponse:
    """GET, POST /contacts/7/merge/ makes one of two; `?other=#12` shows both side by side before."""
    one = get_object_or_404(model.objects.all(), pk=pk)
    asked = OtherForm(request.GET or None, one=one)
    if not asked.is_valid():
        return _page(request, one, asked)
    form = JoinForm(request.POST if request.method == "POST" else None, pair=[one, asked.cleaned_data["other"]])
    if not form.is_valid():
        return _page(request, one, asked, form, status=422 if form.is_bound else 200)
    gone, stays = form.gone_and_stays
    try:
        merger = join(gone, into=stays, values=form.values, by=request.user)
    except CannotJoin:
        messages.error(request, _("Somebody was quicker: one of them was merged already."))
        return redirect(PAGES[model], pk=stays.pk)
    except StillUnderWay:
        messages.error(request, STILL_UNDER_WAY)
        return redirect(PAGES[model], pk=stays.pk)
    _wake(merger, PAGES[model])
    words = _("%(gone)s and %(stays)s are one now.") % {"gone": gone, "stays": stays}
    undo_at = reverse(f"{PAGES[model]}_parting", kwargs={"pk": merger.pk})
    messages.success(request, words, extra_tags=f"undo:{undo_at}")
    return redirect(PAGES[model], pk=stays.pk)


@require_POST
@may_change
def undo(request: StaffRequest, pk: int, model: type[Any]) -> HttpResponse:
    """POST /contacts/mergers/5/undo/ makes two of them again; twice is once."""
    merger = get_object_or_404(MERGERS[model].objects.select_related("stays"), pk=pk)
    try:
        merger = part(merger, by=request.user)
    except CannotPart:
        messages.error(request, _("They were merged on since; please undo that first."))
        return redirect(PAGES[model], pk=merger.stays_id)
    except StillUnderWay:
        messages.error(request, STILL_UNDER_WAY)
        return redirect(PAGES[model], pk=merger.stays_id)
    _wake(merger, PAGES[model])
    messages.success(request, _("They are two again."))
    return redirect(PAGES[model], pk=merger.gone_id)


@require_safe
@never_cache
@may_see
def show(request: StaffRequest, pk: int, model: type[Any]) -> HttpResponse:
    """GET /contacts/mergers/5/ is how far it is; whose page shows it is shown anew when it is over."""
    merger = get_object_or_404(MERGERS[model].objects.select_related("gone", "stays"), pk=pk)
    if not request.htmx:
        return redirect(PAGES[model], pk=merger.stays_id)
    if not merger.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "customers/_under_way.html", {"merger": merger, "noun": PAGES[model]})


def _wake(merger: Any, noun: str) -> None:
    if merger.is_under_way:
        carry_on_merger.delay_on_commit(noun, merger.pk)


def _page(request: StaffRequest, one: Any, asked: OtherForm, form: JoinForm | None = None, *, status: int = 200) -> HttpResponse:
    context = {"one": one, "asked": asked, "form": form, "noun": PAGES[type(one)], "many": f"{PAGES[type(one)]}s"}
    if form is not None:
        context |= _beside(form.pair, type(one))
    return render(request, "customers/join.html", context, status=status)


def _beside(pair: Any, model: type[Any]) -> dict[str, Any]:
    """What else tells them apart, and what is at stake."""
    field = ASKED[model]
    of_them = Ticket.objects.filter(**{f"{field}__in": pair}).order_by()
    counts = dict(of_them.values_list(field).annotate(count=Count("pk")))
    logins = [row.user for row in pair if isinstance(row, Contact) and row.user]
    return {
        "counts": [counts.get(row.pk, 0) for row in pair],
        "access": [access_of(row) for row in pair] if logins else [],
        "logins": logins,
        "pair": pair,
    }
