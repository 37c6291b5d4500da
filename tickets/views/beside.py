"""What the ticket page shows beside the conversation: people, links, steps."""

from typing import Any

from accounts.models import User
from tickets.models import Ticket


def beside(ticket: Ticket, user: User) -> dict[str, Any]:
    """A fixed number of queries, however much there is."""
    watchers = list(ticket.subscriptions.select_related("user"))
    return {"watchers": watchers, "is_watching": any(watcher.user_id == user.pk for watcher in watchers)}
