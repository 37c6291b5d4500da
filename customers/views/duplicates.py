"""Contacts and organisations that are probably there twice."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest
from customers.access import may_change
from customers.duplicates import contacts_alike, organisations_alike
from customers.models import Contact

ALIKE: dict[str, Any] = {"contact": contacts_alike, "organisation": organisations_alike}


@require_safe
@may_change
def index(request: StaffRequest, noun: str) -> HttpResponse:
    """GET /contacts/duplicates/ shows who is like whom, and why; each pair leads to where they are made one."""
    is_contact = noun == Contact._meta.model_name
    context = {"found": ALIKE[noun](), "noun": noun, "many": f"{noun}s", "is_contact": is_contact}
    return render(request, "customers/duplicates.html", context)
