"""The bell: what happened, for the person who is asking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, signed_in
from notifications import bell
from notifications.models import Ring
from ui.listing import By, page_of

NEWEST = [By("created_at", descending=True), By("pk", descending=True)]


@require_safe
@signed_in
def show(request: StaffRequest) -> HttpResponse:
    """GET /bell/ lists one's own entries, newest first."""
    rings = Ring.objects.filter(user=request.user)
    return render(request, "notifications/bell.html", {"page": page_of(rings, by=NEWEST, query=request.GET)})


@require_POST
@signed_in
def see(request: StaffRequest) -> HttpResponse:
    """POST /bell/seen/ marks all of them as seen."""
    bell.see(request.user)
    messages.success(request, _("All marked as seen."))
    return redirect("bell")


@require_safe
@signed_in
def follow(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /bell/7/ goes to what one entry is about, and counts it as seen."""
    ring = get_object_or_404(Ring, pk=pk, user=request.user)
    bell.see(request.user, ring=ring.pk)
    return redirect(ring.link)
