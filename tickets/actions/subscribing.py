"""Watches a ticket, and stops (Abonnieren, CP-14)."""

from accounts.models import User
from tickets.models import Subscription, Ticket


def subscribe(ticket: Ticket, *, by: User) -> None:
    """From now on one's bell rings for each public message and note of others; twice is once."""
    Subscription.objects.get_or_create(ticket=ticket, user=by)


def unsubscribe(ticket: Ticket, *, by: User) -> None:
    """One hears nothing more of it; on a ticket one does not watch nothing happens."""
    Subscription.objects.filter(ticket=ticket, user=by).delete()
