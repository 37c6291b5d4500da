"""Documents at an object: files of tickets about it that are offered to whoever has it (BL-23, BL-24)."""

from django.db.models import Q, QuerySet

from accounts.models import User
from customers.models import Asset
from tickets.models import Attachment, Message, Ticket
from tickets.sight import sight_of


def offered_to(user: User, assets: QuerySet[Asset] | None = None) -> QuerySet[Attachment]:
    """At these of their objects, or at all of them: attachments of public messages, never those of internal notes (RB-15).

    Of which types and kinds, an administrator said (BL-25); not of a ticket whose access was taken back (RB-4).
    """
    sight = sight_of(user)
    if not sight.documents:
        return Attachment.objects.none()
    theirs = sight.assets if assets is None else sight.assets & assets
    tickets = Ticket.objects.living().filter(
        sight.not_withheld, type__in=sight.documents, asset_places__asset__in=theirs.order_by().values("pk")
    )
    which = Q()
    for type_, kinds in sight.documents.items():
        which |= Q(message__ticket__type=type_) & (Q() if kinds is None else Q(document_kind__in=kinds))
    messages = Message.objects.seen_by(user).filter(ticket__in=tickets.order_by().values("pk")).order_by()
    return Attachment.objects.filter(which, message__in=messages.values("pk"), is_inline=False)
