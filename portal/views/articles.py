"""An article that a customer's ticket names (RB-16)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CustomerRequest
from portal.access import tickets_door
from portal.things import article_for, tickets_about


@require_safe
@never_cache
@tickets_door
def show(request: CustomerRequest, pk: int) -> HttpResponse:
    """GET /articles/7/ says what it is, and which of their tickets it belongs to."""
    article = article_for(request.user, pk)
    return render(request, "portal/article.html", {"article": article, "tickets": tickets_about(request.user, article)})
