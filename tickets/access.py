"""Who may see which ticket, and which of its files."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.choices import Permission
from accounts.models import User
from tenants.compiled import CompiledRows, Slot
from tickets.models import Attachment, Message, Purge, Ticket
from tickets.offered import offered_to

LARGEST_NUMBER = 2**63 - 1


def ticket_for(user: User, number: int) -> Ticket:
    """The ticket as this user may see it; to anyone else it does not exist.

    The number of a merged one names the ticket it lives on in: whoever shows it goes to that one's own address.
    """
    if user.may(Permission.WORK_TICKETS):
        found = WHOLE(number=_number(number))
    else:
        # What this one sees is a question of its own: with all that a page shows in it, planning it would take far longer.
        seen = get_object_or_404(Ticket.objects.visible_to(user).numbered(_number(number)).only("pk"))
        found = [ticket for ticket in WHOLE(number=seen.pk) if ticket == seen]  # merged meanwhile it is another one
    if not found:
        raise Http404
    return found[0]


#: Of whoever may see it.
WHOLE = CompiledRows(lambda: Ticket.objects.living().numbered(Slot("number")).for_page().with_latest_event())


def bare_ticket_for(user: User, number: int) -> Ticket:
    """The same without what only its page shows: a tenth of the time, for what is asked every few seconds."""
    return get_object_or_404(Ticket.objects.visible_to(user).numbered(_number(number)))


def merge_for(user: User, number: int) -> Ticket | None:
    """The ticket itself that was merged into one this user may see; None if it is not merged."""
    hosts = Ticket.objects.visible_to(user)
    return Ticket.objects.filter(pk=_number(number), merged_into__in=hosts, deleted_at=None).first()


def past_of(user: User, number: int) -> Ticket | None:
    """A ticket that was merged into one this user may see, as it was."""
    merged = merge_for(user, number)
    return Ticket.objects.for_page().get(pk=merged.pk) if merged else None


def deleted_ticket(number: int) -> Ticket:
    """A ticket of the bin; whoever asks may look into it."""
    return get_object_or_404(Ticket.objects.deleted().for_page().select_related("deleted_by"), pk=_number(number))


def purge_of(number: int) -> Purge | None:
    """What is left of a ticket that was deleted for good."""
    return Purge.objects.select_related("by", "deleted_by").filter(pk=_number(number)).first()


def attachment_for(user: User, pk: int) -> Attachment:
    """A file of a ticket this user may see; those of internal notes and drafts exist for staff only (RB-15).

    Customers get what is offered at their objects, too (BL-24).
    """
    tickets = Ticket.objects.visible_to(user)
    seen = Q(message__in=Message.objects.seen_by(user).filter(ticket__in=tickets))
    if user.is_agent:
        seen |= Q(draft__ticket__in=tickets)
    found = Attachment.objects.filter(seen, pk=_number(pk)).first()
    return found or get_object_or_404(offered_to(user) if user.is_customer else Attachment.objects.none(), pk=pk)


def _number(number: int) -> int:
    """An address line takes longer numbers than a database."""
    if number > LARGEST_NUMBER:
        raise Http404
    return number
