"""Who may change what a message says, and until when."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Permission
from accounts.models import User
from tickets.choices import Source
from tickets.models import Message, Ticket

#: So long customers can correct what they wrote, unless somebody here reads it earlier (BL-18, C-14).
WHILE: Final = timedelta(minutes=15)


class Settled(models.TextChoices):
    """Why a customer's words stay as they are."""

    READ = "read", _("We have read this message already, so it can't be changed any more.")
    LATE = "late", _("This message can't be changed any more: that is possible for 15 minutes.")
    CLOSED = "closed", _("The ticket is closed, so its messages can't be changed any more.")
    REDACTED = "redacted", _("This message was changed by us, so it can't be changed any more.")


def may_edit(user: User, message: Message) -> bool:
    """Its author, and whoever administers the workspace; a customer's words only the latter, and they themselves."""
    return is_own(user, message) if user.is_customer else message.author_id == user.pk or may_edit_all(user)


def may_edit_all(user: User) -> bool:
    return user.may(Permission.MANAGE_WORKSPACE)


def is_own(user: User, message: Message) -> bool:
    """Written by this customer in the portal; a mail stays as it came, and a colleague's words are theirs."""
    return message.contact is not None and message.contact.user_id == user.pk and message.source == Source.PORTAL


def settled(message: Message, ticket: Ticket) -> Settled | None:
    """Whether it is too late for its customer to change it."""
    if message.redacted_at is not None:
        return Settled.REDACTED
    if message.read_at is not None:
        return Settled.READ
    if timezone.now() - message.created_at >= WHILE:
        return Settled.LATE
    return Settled.CLOSED if ticket.status.is_done else None


def is_fresh(message: Message) -> bool:
    """Whether it makes a difference that staff read it just now."""
    return (
        message.is_from_customer
        and message.source == Source.PORTAL
        and message.read_at is None
        and timezone.now() - message.created_at < WHILE
    )
