"""Addresses of tickets for letters and bells, which know no request."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse


@lru_cache(maxsize=10_000)  # a list has dozens, and is drawn again and again
def desk_path(number: int) -> str:
    """`/tickets/42/` on the desk's host."""
    return reverse("ticket", urlconf=settings.URLCONF_OF_SURFACE["desk"], kwargs={"number": number})


def portal_path(number: int) -> str:
    """`/tickets/42/` on the portal's host."""
    return reverse("portal_ticket", urlconf=settings.URLCONF_OF_SURFACE["portal"], kwargs={"number": number})


def mass_path(pk: int) -> str:
    """`/tickets/mass-actions/7/` on the desk's host."""
    return reverse("mass_action", urlconf=settings.URLCONF_OF_SURFACE["desk"], kwargs={"pk": pk})


def attachment_path(pk: int) -> str:
    """`/attachments/7/` on both hosts; each serves it to its own people only."""
    return f"/attachments/{pk}/"
