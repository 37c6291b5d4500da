"""The link by which a participant leaves a ticket, without signing in."""

from django.conf import settings
from django.core.signing import BadSignature
from django.urls import reverse

from tenants.signing import sign, unsign
from tickets.models import Participant

PURPOSE = "participation"


def leaving_path(person: Participant) -> str:
    """`/participation/…/` on the portal's host; it holds in this workspace only, and for this one participant."""
    token = sign(person.pk, purpose=PURPOSE)
    return reverse("participation", urlconf=settings.URLCONF_OF_SURFACE["portal"], kwargs={"token": token})


def participant_of(token: str) -> Participant | None:
    """Whom the link is for; None once they left. Raises `BadSignature` for what we never signed here."""
    key = unsign(token, purpose=PURPOSE)
    if not isinstance(key, int):
        raise BadSignature
    return Participant.objects.select_related("contact", "ticket").filter(pk=key).first()
