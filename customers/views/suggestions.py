"""Options for a field that refers to a record, while one types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest
from customers.access import may_see
from customers.kinds import Kind
from ui.searching import words_of


@require_safe
@may_see
def index(request: StaffRequest, kind: Kind) -> HttpResponse:
    """GET /suggestions/projects/?project=… is a handful of options; what was typed bears the name of the form's field."""
    words = words_of(request.GET, next(iter(request.GET), ""))
    rows = [(row, kind.detail_of(row)) for row in kind.like(words)]
    return render(request, "customers/_suggestions.html", {"rows": rows})
