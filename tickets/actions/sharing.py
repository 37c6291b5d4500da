"""Says of one ticket who sees it in the portal, whatever its organisation's settings say (RB-4)."""

from django.db import transaction

from accounts.models import User
from tickets.actions.recording import lock, record, save_changes
from tickets.choices import Sharing, Verb
from tickets.models import Ticket
from tickets.telling import told


@transaction.atomic
def share(ticket: Ticket, sharing: Sharing, *, by: User) -> Ticket:
    """Grant access to the whole organisation, take it back from every customer, or leave it to the settings again.

    Nobody is told. Where it is taken back, customers get no more e-mails of it either. The same again changes nothing.
    """
    ticket = lock(ticket)
    before = Sharing(ticket.sharing)
    if before == sharing:
        return ticket
    ticket.sharing = sharing
    save_changes(ticket, "sharing")
    record(ticket, Verb.CHANGED, by=by, field="sharing", **{"from": told(before), "to": told(sharing)})
    return ticket
