"""Contacts and organisations that are probably there twice, and those that are not."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest
from customers.access import may_change
from customers.duplicates import contacts_alike, organisations_alike
from customers.models import Contact
from customers.models.apart import APART
from customers.telling_apart import doubt_again, tell_apart
from ui.listing import By, page_of

ALIKE: dict[type[Any], Any] = {Contact: contacts_alike}
NEWEST = [By("pk", descending=True)]
#: A group can be as large as the page shows it, and no larger.
MOST_OTHERS: Final = 200
LARGEST_KEY: Final = 2**63 - 1


@require_safe
@may_change
def index(request: StaffRequest, model: type[Any]) -> HttpResponse:
    """GET /contacts/duplicates/ shows who is like whom, and why; each pair leads to where they are made one."""
    found = ALIKE.get(model, organisations_alike)()
    return render(request, "customers/duplicates.html", {"found": found, **_names(model)})


@require_safe
@may_change
def apart(request: StaffRequest, model: type[Any]) -> HttpResponse:
    """GET /contacts/duplicates/apart/ shows of whom somebody said that they are not the same."""
    pairs = APART[model].objects.filter(one__merged_into=None, other__merged_into=None).select_related("one", "other", "by")
    page = page_of(pairs, by=NEWEST, query=request.GET)
    return render(request, "customers/apart.html", {"page": page, **_names(model)})


@require_POST
@may_change
def part(request: StaffRequest, model: type[Any]) -> HttpResponse:
    """POST /contacts/duplicates/apart/new/ with `row` and `others`: it is none of them."""
    row = get_object_or_404(model.objects.filter(pk__in=_keys([request.POST.get("row", "")])))
    others = model.objects.filter(pk__in=_keys(request.POST.getlist("others"))[:MOST_OTHERS])
    noted = tell_apart(row, others, by=request.user)
    if noted:
        undo = reverse(f"{_noun(model)}_doubt") + "?" + urlencode([("pair", pair.pk) for pair in noted])
        messages.success(request, _("They are not proposed as duplicates any more."), extra_tags=f"undo:{undo}")
    return redirect(f"{_noun(model)}_duplicates")


@require_POST
@may_change
def doubt(request: StaffRequest, model: type[Any]) -> HttpResponse:
    """POST /contacts/duplicates/apart/removal/?pair=5 takes that back; twice is once."""
    doubt_again(model, _keys(request.GET.getlist("pair"))[:MOST_OTHERS])
    messages.success(request, _("They may be proposed as duplicates again."))
    return redirect(f"{_noun(model)}_duplicates")


def _keys(said: list[str]) -> list[int]:
    keys = [int(key) for key in said if key.isascii() and key.isdigit() and len(key) < len(str(LARGEST_KEY))]
    if len(keys) < len(said):
        raise Http404
    return keys


def _names(model: type[Any]) -> dict[str, Any]:
    return {"noun": _noun(model), "many": f"{_noun(model)}s", "is_contact": model is Contact}


def _noun(model: type[Any]) -> str:
    return str(model._meta.model_name)
