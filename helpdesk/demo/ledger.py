"""The mails behind invented tickets, as the ledger would hold them."""

from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import chain

from django.core.files.base import ContentFile

from helpdesk.demo.planning import Plan
from helpdesk.demo.reading import House
from tickets.choices import MailState
from tickets.models import IncomingMail, Mailbox, Message, Ticket


def keep_ledger(whole: list[tuple[Plan, Ticket, list[Message]]], *, house: House) -> None:
    mailbox = Mailbox.objects.get(address=house.mailbox)
    IncomingMail.objects.bulk_create(chain.from_iterable(_mails(ticket, messages, mailbox) for _, ticket, messages in whole))


def _mails(ticket: Ticket, messages: list[Message], mailbox: Mailbox) -> Iterable[IncomingMail]:
    for message in messages:
        if message.contact_id and message.message_id:
            yield _mail(message, ticket=ticket, mailbox=mailbox, is_first=message is messages[0])


def _mail(message: Message, *, ticket: Ticket, mailbox: Mailbox, is_first: bool) -> IncomingMail:
    raw = _raw(message, subject=ticket.subject if is_first else f"Re: [#{ticket.pk}] {ticket.subject}", to=mailbox.address)
    mail = IncomingMail(
        mailbox=mailbox,
        key=message.message_id,
        sender=ticket.requester.email,
        subject=ticket.subject,
        size=len(raw),
        state=MailState.OPENED if is_first else MailState.ADDED,
        attempts=1,
        ticket=ticket,
        message=message,
        received_at=message.created_at,
    )
    mail.raw.save("mail.eml", ContentFile(raw), save=False)
    return mail


def _raw(message: Message, *, subject: str, to: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"{message.ticket.requester.name} <{message.ticket.requester.email}>"
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = message.message_id
    mail.set_content(message.text)
    return mail.as_bytes()
