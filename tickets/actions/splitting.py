"""Makes a ticket of its own out of a message."""

from django.db import transaction

from accounts.models import User
from customers.models import Contact
from tickets import notices
from tickets.actions.merging import merge
from tickets.actions.moving import default_status
from tickets.actions.placing import append
from tickets.actions.recording import lock, record, touch
from tickets.actions.timing import listen_again, stand_first
from tickets.choices import Category, Verb
from tickets.circle import told_of
from tickets.models import IN_PLACE, Event, IncomingMail, Message, Ticket
from tickets.occasions import Occasion

#: What the new ticket has of the old one.
KEPT = ["type", "priority", "category", "division", "responsible", "team", "project", "partner", "product", "sharing"]


class CannotSplit(Exception):
    """Only what a customer wrote becomes a ticket, and only where something else stays behind."""


def may_split(message: Message) -> bool:
    return message.is_from_customer and message.ticket.messages.exclude(pk=message.pk).exists()


@transaction.atomic
def split(message: Message, *, by: User, subject: str) -> Ticket:
    """The message moves into a new ticket of whoever wrote it, files and all; twice is once. May raise `CannotSplit`.

    Mails that answer it follow: they are known by its Message-ID.
    """
    old = lock(message.ticket)
    message = Message.objects.select_related("contact", "ticket").get(pk=message.pk)
    if message.ticket_id != old.pk:
        return message.ticket
    if message.contact is None or not may_split(message):
        raise CannotSplit
    new = _found(old, requester=message.contact, subject=subject)
    message.ticket = new
    message.save(update_fields=["ticket"])
    IncomingMail.objects.filter(message=message).update(ticket=new)
    listen_again(new)
    listen_again(old)
    record(new, Verb.SPLIT_OFF, by=by, message=message, to=str(old), number=old.pk)
    record(old, Verb.SPLIT, by=by, to=str(new), number=new.pk)
    touch(old)
    notices.work_arrived(new, told=told_of(new, Occasion.ASSIGNED, by=by))
    return new


@transaction.atomic
def unsplit(ticket: Ticket, *, by: User) -> Ticket:
    """The ticket goes back into the one it was split off (B-6); where it went already, nothing happens."""
    origin = Event.objects.filter(ticket=ticket, verb=Verb.SPLIT_OFF).order_by("pk").last()
    if origin is None:
        return ticket
    old = Ticket.objects.get(pk=origin.data["number"])
    return merge(ticket, into=old.merged_into or old, by=by).into


def _found(old: Ticket, *, requester: Contact, subject: str) -> Ticket:
    kept = {field: getattr(old, field) for field in KEPT}
    new = Ticket.objects.create(
        subject=" ".join(subject.split())[:200],
        status=default_status(Category.NEW),
        requester=requester,
        organisation_id=requester.organisation_id,
        source=old.source,
        **kept,
    )
    stand_first(new)
    append(new, old.assets.order_by(*IN_PLACE))
    return new
