"""What an answer of the customer does to a ticket that is done."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models import Ticket


class Answering(models.TextChoices):
    """What becomes of a customer's words on a ticket."""

    ADDS = "adds", _("joins the ticket")
    REOPENS = "reopens", _("opens it again")
    OPENS_NEW = "opens_new", _("opens a new ticket, linked to it")


def answering(ticket: Ticket) -> Answering:
    """A done ticket is open again for as many days as its type says, later the answer opens a new one."""
    if not ticket.status.is_done:
        return Answering.ADDS
    if is_long_done(ticket):
        return Answering.OPENS_NEW
    return Answering.REOPENS if ticket.type.reopens_when_answered else Answering.ADDS


def is_long_done(ticket: Ticket) -> bool:
    done_at = ticket.closed_at or ticket.last_activity_at
    return ticket.status.is_done and done_at <= timezone.now() - timedelta(days=ticket.type.reopen_days)
