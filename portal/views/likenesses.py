"""What a customer has told us already, while they write it down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CustomerRequest
from portal.access import contact_of, tickets_door
from tickets.forms.likening import ENOUGH
from tickets.searching.likening import About, similar


@require_safe
@never_cache
@tickets_door
def index(request: CustomerRequest) -> HttpResponse:
    """GET /tickets/similar/?subject=… is theirs alone, closed ones too; to htmx the hint in the form for a new ticket.

    Objects are not asked for: which ones staff put on a ticket need not be known to its customer.
    """
    contact, subject = contact_of(request.user), request.GET.get("subject", "").strip()
    likes = similar(About(subject, requester=contact.pk), user=request.user) if len(subject) >= ENOUGH else []
    answer = render(request, "portal/similar_hint.html" if request.htmx else "portal/similar.html", {"likes": likes})
    patch_vary_headers(answer, ["HX-Request"])
    return answer
