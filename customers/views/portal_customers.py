"""The customers of the portal, as administrators find them among the settings (BL-9, BL-11)."""

from typing import Final

from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest
from customers.access import may_manage_portal
from customers.kinds import ORGANISATIONS
from customers.models import Contact, Organisation
from ui.collating import InOrder
from ui.listing import page_of
from ui.orders import By
from ui.searching import words_of

BY_NAME: Final = (By("in_order", expression=InOrder("name")), By("pk"))


@require_safe
@may_manage_portal
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/portal/ lists the organisations whose people have access; `?q=` looks through all of them."""
    words = words_of(request.GET)
    people = Contact.objects.filter(user__is_active=True)
    theirs = Organisation.objects.filter(Exists(people.filter(organisation=OuterRef("pk"))))
    page = page_of(ORGANISATIONS.matching(words) if words else theirs, by=BY_NAME, query=request.GET)
    counted = people.filter(organisation__in=[row.pk for row in page.rows]).order_by().values_list("organisation")
    counts = dict(counted.annotate(Count("pk")))
    rows = [(row, counts.get(row.pk, 0)) for row in page.rows]
    return render(request, "customers/portal_customers.html", {"page": page, "rows": rows, "words": words})
