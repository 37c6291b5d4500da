"""The search for whatever has a name or a number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, signed_in
from tickets.finding import find
from ui.searching import words_of


@require_safe
@signed_in
def show(request: StaffRequest) -> HttpResponse:
    """GET /search/?q=… as a page; to htmx what the command palette lists."""
    words = words_of(request.GET)
    found = find(request.user, words)
    context = {"words": words, "groups": found.groups, "meaning": found.meaning}
    answer = render(request, "tickets/search/options.html" if request.htmx else "tickets/search.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
