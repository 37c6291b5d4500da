"""Who may see which ticket, and which of its files."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from tickets.models import Attachment, Message, Ticket

LARGEST_NUMBER = 2**63 - 1


def ticket_for(user: User, number: int) -> Ticket:
    """The ticket as this user may see it; to anyone else it does not exist."""
    return get_object_or_404(Ticket.objects.visible_to(user).for_page(), pk=_number(number))


def attachment_for(user: User, pk: int) -> Attachment:
    """A file of a ticket this user may see; those of internal notes and drafts exist for staff only (RB-15)."""
    tickets = Ticket.objects.visible_to(user)
    seen = Q(message__in=Message.objects.seen_by(user).filter(ticket__in=tickets))
    if user.is_agent:
        seen |= Q(draft__ticket__in=tickets)
    return get_object_or_404(Attachment.objects.filter(seen), pk=_number(pk))


def _number(number: int) -> int:
    """An address line takes longer numbers than a database."""
    if number > LARGEST_NUMBER:
        raise Http404
    return number
