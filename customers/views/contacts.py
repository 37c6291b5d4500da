"""People at our customers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest
from customers.access import may_change, may_see
from customers.forms import ContactForm
from customers.inviting import access_of
from customers.models import Contact, Organisation
from customers.reaching import addresses_of, mergers_of
from customers.suggesting import contacts_like
from tenants import here
from ui.keys import key_in
from ui.searching import words_of

#: Names offered while one types.
SUGGESTED = 200


@require_safe
@may_see
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /contacts/7/ shows who they are, how they sign in, and their tickets; whoever was merged leads to whom they are."""
    contact = get_object_or_404(Contact.everyone.select_related("organisation", "user"), pk=pk)
    if contact.merged_into_id:
        return redirect("contact", contact.merged_into_id)
    context = {"contact": contact, "access": access_of(contact), "also": addresses_of(contact), "mergers": mergers_of(contact)}
    return render(request, "customers/contact.html", context)


@require_safe
@may_see
def suggest(request: StaffRequest) -> HttpResponse:
    """GET /contacts/suggestions/?email=… is a handful of options while one types."""
    return render(request, "customers/_contact_options.html", {"contacts": contacts_like(words_of(request.GET, "email"))})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /contacts/new/; `organisation` is whose page led here."""
    key = key_in(request.GET.get("organisation", ""))
    given = {} if key is None else {"organisation": key}
    return _form(request, Contact(language=here.workspace().language), given=given)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /contacts/7/edit/"""
    return _form(request, get_object_or_404(Contact, pk=pk))


def _form(request: StaffRequest, contact: Contact, *, given: dict[str, int] | None = None) -> HttpResponse:
    title = str(contact)
    form = ContactForm(request.POST or None, instance=contact, initial=given)
    if not form.is_valid():
        context = {"form": form, "title": title, "contact": contact, "organisations": Organisation.objects.all()[:SUGGESTED]}
        return render(request, "customers/contact_form.html", context, status=422 if form.is_bound else 200)
    contact = form.save()
    messages.success(request, _("Saved."))
    return redirect("contact", contact.pk)
