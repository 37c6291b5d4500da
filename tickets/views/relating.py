"""What a ticket is about: objects, articles, its names elsewhere."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions import relating
from tickets.forms.relating import ArticleRowForm, AssetRowForm, ReferenceRowForm
from tickets.views.pages import Forms, answered, ticket_page


@require_POST
@agent_required
def add_asset(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/assets/"""
    ticket = ticket_for(request.user, number)
    form = AssetRowForm(request.POST)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(asset=form), status=422)
    relating.add_asset(ticket, form.cleaned_data["asset"], by=request.user)
    return answered(request, ticket)


@require_POST
@agent_required
def drop_asset(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/assets/7/removal/"""
    ticket = ticket_for(request.user, number)
    relating.drop_asset(ticket, get_object_or_404(ticket.assets, pk=pk), by=request.user)
    return answered(request, ticket)


@require_POST
@agent_required
def lead_with_asset(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/assets/7/lead/ makes it the primary one (C-10)."""
    ticket = ticket_for(request.user, number)
    relating.lead_with(ticket, get_object_or_404(ticket.assets, pk=pk), by=request.user)
    return answered(request, ticket)


@require_POST
@agent_required
def add_article(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/articles/"""
    ticket = ticket_for(request.user, number)
    form = ArticleRowForm(request.POST)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(article=form), status=422)
    said = form.cleaned_data
    relating.add_article(ticket, said["article"], quantity=said["quantity"], by=request.user)
    return answered(request, ticket)


@require_POST
@agent_required
def drop_article(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/articles/7/removal/"""
    ticket = ticket_for(request.user, number)
    relating.drop_article(ticket, get_object_or_404(ticket.line_items, pk=pk), by=request.user)
    return answered(request, ticket)


@require_POST
@agent_required
def add_reference(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/references/"""
    ticket = ticket_for(request.user, number)
    form = ReferenceRowForm(request.POST)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(reference=form), status=422)
    relating.add_reference(ticket, form.reference(), by=request.user)
    return answered(request, ticket)


@require_POST
@agent_required
def drop_reference(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/references/7/removal/"""
    ticket = ticket_for(request.user, number)
    relating.drop_reference(ticket, get_object_or_404(ticket.external_references, pk=pk), by=request.user)
    return answered(request, ticket)
