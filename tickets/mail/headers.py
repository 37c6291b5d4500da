"""The headers by which a mail program shows our letters below the customer's own mails."""

from django.db.models import Q, QuerySet, TextField

from notifications.models import Letter
from tenants.compiled import Compiled, CompiledRows, Slot
from tickets.choices import Kind, Source
from tickets.models import Message, Ticket

#: Of a long conversation the first mail and the latest are named; more would only bloat every letter.
MOST_REFERENCES = 20


def thread_headers(message: Message) -> dict[str, str]:
    """For the letter that carries this message: its own Message-ID, and what it answers.

    Only public messages are named: nothing of an internal note leaves the desk (RB-15).
    """
    own = {"Message-ID": message.message_id} if message.message_id and message.author_id else {}
    earlier = _mails(message.ticket.messages.all()).filter(created_at__lte=message.created_at).exclude(pk=message.pk)
    return own | _answering(message.ticket, list(earlier))


def opening_headers(ticket: Ticket) -> dict[str, str]:
    """For a letter about the ticket itself, such as "we have it": it answers what was said so far."""
    return _answering(ticket, MAILS(ticket=ticket.pk))


def _mails(messages: QuerySet[Message]) -> QuerySet[Message]:
    """What was sent as a mail, by either side; a customer's words in the portal were not."""
    was_mailed = Q(author__isnull=False) | Q(source=Source.MAIL)
    return messages.filter(was_mailed, kind=Kind.PUBLIC).exclude(message_id="").only("message_id", "contact", "ticket")


MAILS = CompiledRows(lambda: _mails(Message.objects.filter(ticket=Slot("ticket"))))


def _answering(ticket: Ticket, mails: list[Message]) -> dict[str, str]:
    """In-Reply-To is the customer's latest mail, so that the letter lies below it; else our own latest letter."""
    theirs = [mail.message_id for mail in mails if mail.is_from_customer]
    known = [mail.message_id for mail in mails] or _letters(ticket)
    if not known:
        return {}
    shortened = known if len(known) <= MOST_REFERENCES else [known[0], *known[1 - MOST_REFERENCES :]]
    parent = theirs[-1] if theirs else known[-1]
    return {"In-Reply-To": parent, "References": " ".join([*(one for one in shortened if one != parent), parent])}


def _letters(ticket: Ticket) -> list[str]:
    """What the requester already has of us about this ticket, when nobody has written a mail yet; replies are messages."""
    return [message_id for (message_id,) in LETTERS(topic=ticket.topic, address=ticket.requester.email)]


def _sent() -> "QuerySet[Letter, tuple[str]]":
    letters = Letter.objects.filter(topic=Slot("topic", TextField()), to_address=Slot("address", TextField()))
    return letters.exclude(template="agent_replied").order_by("pk").values_list("message_id")


LETTERS = Compiled(_sent)
