"""The objects of a customer user ("+ Objekte", BL-10)."""

from django.contrib import messages
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest
from customers.access import may_manage_portal
from customers.allotting import allot, allot_all, withdraw
from customers.known import known_as
from customers.models import Asset, Contact
from ui.collating import InOrder
from ui.keys import keys_in
from ui.searching import words_of

#: More are found by searching.
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage_portal
def index(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /contacts/7/objects/ shows theirs and offers others, `?q=` looks for some; POST adds `assets`, several at once."""
    contact = _contact(pk)
    if request.method == "POST":
        return _add(request, contact)
    return _page(request, contact)


@require_POST
@may_manage_portal
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /contacts/7/objects/removal/ takes `assets` away."""
    contact = _contact(pk)
    withdraw(contact, assets=_named(request))
    messages.success(request, _("Removed."))
    return _back(contact)


@require_POST
@may_manage_portal
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /contacts/7/objects/all/ gives them all objects of their organisation again."""
    contact = _contact(pk)
    allot_all(contact)
    messages.success(request, _("%(name)s has all objects of the organisation now.") % {"name": contact})
    return _back(contact)


def _add(request: StaffRequest, contact: Contact) -> HttpResponse:
    assets = list(_named(request))
    if not assets:
        return _page(request, contact, trouble=_("Please tick at least one object."), status=422)
    allot(contact, assets=assets)
    messages.success(request, _("Saved."))
    return _back(contact)


def _page(request: StaffRequest, contact: Contact, *, trouble: str = "", status: int = 200) -> HttpResponse:
    words = words_of(request.GET)
    chosen = contact.chosen_assets.select_related("organisation").order_by(InOrder("name"), "pk")
    found = list(_others(contact, words)[: SHOWN + 1])
    context = {
        "contact": contact,
        "chosen": list(chosen) if contact.has_chosen_assets else [],
        "own": contact.organisation.assets.count() if contact.organisation else 0,
        "found": found[:SHOWN],
        "has_more": len(found) > SHOWN,
        "words": words,
        "trouble": trouble,
    }
    return render(request, "customers/allotments.html", context, status=status)


def _others(contact: Contact, words: str) -> QuerySet[Asset]:
    """Without words those of their organisation; with words any, theirs first."""
    rows = Asset.objects.select_related("organisation").order_by(InOrder("name"), "pk")
    if contact.has_chosen_assets:
        rows = rows.exclude(pk__in=contact.chosen_assets.order_by().values("pk"))
    theirs = Q(organisation=contact.organisation_id) if contact.organisation_id else Q(pk__in=[])
    if not words:
        return rows.filter(theirs)
    first = Case(When(theirs, then=0), default=1)
    return rows.filter(known_as(words)).order_by(first, InOrder("name"), "pk")


def _named(request: StaffRequest) -> QuerySet[Asset]:
    return Asset.objects.filter(pk__in=keys_in(request.POST.getlist("assets")))


def _contact(pk: int) -> Contact:
    return get_object_or_404(Contact.objects.select_related("organisation"), pk=pk)


def _back(contact: Contact) -> HttpResponseRedirect:
    return redirect("contact_assets", contact.pk)
