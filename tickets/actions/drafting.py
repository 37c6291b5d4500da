"""Keeps what somebody has not sent yet."""

from accounts.models import User
from tickets.models import Draft, Ticket


def draft_of(ticket: Ticket, *, author: User, kind: str) -> Draft:
    """The one draft of this composer, locked; made if there was none."""
    Draft.objects.get_or_create(ticket=ticket, author=author, kind=kind)
    return Draft.objects.select_for_update().get(ticket=ticket, author=author, kind=kind)
