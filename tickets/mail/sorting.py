"""Decides what becomes of a mail, and lets the verb do it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from accounts.choices import Permission
from accounts.models import User
from customers.models import Contact
from customers.welcoming import welcome
from notifications.bouncing import came_back
from notifications.marking import OWN_MARK, is_ours
from notifications.models import Letter
from tenants.divisions.models import Division
from tickets import notices
from tickets.actions.following import Anew, hear
from tickets.actions.opening import Filing, open_ticket
from tickets.actions.recording import record
from tickets.actions.replying import reply
from tickets.choices import MailState, Source, Verb
from tickets.circle import told_of
from tickets.mail import bounce
from tickets.mail.content import content_of
from tickets.mail.parse import Address, ParsedMail, UnreadableMail
from tickets.mail.screen import Verdict, screen
from tickets.mail.thread import answered_ids, find_thread
from tickets.models import IncomingMail, Mailbox, Message, Ticket
from tickets.occasions import Occasion

#: Letters "we have it" that one address gets within an hour; more would feed a loop that nothing else has stopped.
MOST_RECEIPTS: Final = 5

NO_ADDRESS: Final = gettext_noop("The e-mail names no sender, so nobody could be answered.")
CAME_TWICE: Final = gettext_noop("The same e-mail came into another mailbox as well.")
OWN_LETTER: Final = gettext_noop("This is an e-mail of our own that came back.")
FROM_OURSELVES: Final = gettext_noop("The e-mail says that we sent it ourselves.")
AWAY: Final = gettext_noop("An automatic reply of a colleague.")
BOUNCED: Final = gettext_noop("A mail server could not deliver an e-mail of ours; it is marked as failed.")
DELAYED: Final = gettext_noop("A mail server could not deliver an e-mail of ours yet and goes on trying.")
UNKNOWN_BOUNCE: Final = gettext_noop("A mail server could not deliver an e-mail that is not ours.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the ledger says about a mail."""

    state: MailState
    message: Message | None = None
    ticket: Ticket | None = None
    reason: str = ""


def sort(row: IncomingMail, mail: ParsedMail) -> Outcome:
    """Our own letters and bounces are caught first; what people and machines say then joins its ticket or opens one."""
    if twin := _twin(row):
        return Outcome(MailState.IGNORED, ticket=twin.ticket, reason=CAME_TWICE)
    if _is_own_letter(mail):
        return Outcome(MailState.IGNORED, reason=OWN_LETTER)
    verdict = screen(mail, own_addresses=_own_addresses(), own_marker=OWN_MARK)
    if verdict == Verdict.BOUNCE:
        return _bounced(mail)
    author = _author(mail, is_own=verdict == Verdict.OWN)
    if author is None:
        return Outcome(MailState.IGNORED, reason=FROM_OURSELVES)
    if not author.email:
        raise UnreadableMail(NO_ADDRESS)
    is_person = verdict in (Verdict.PERSON, Verdict.OWN)
    return _from_colleague(mail, author, is_person=is_person) or _from_customer(row, mail, author, is_person=is_person)


def _twin(row: IncomingMail) -> IncomingMail | None:
    """The same mail in another mailbox, when somebody wrote to two of our addresses."""
    taken = IncomingMail.objects.filter(key=row.key, state__in=[MailState.OPENED, MailState.ADDED]).exclude(pk=row.pk)
    return taken.select_related("ticket").first()


def _is_own_letter(mail: ParsedMail) -> bool:
    if any(is_ours(mark) for mark in mail.headers.get(OWN_MARK.lower(), ())):
        return True
    return bool(mail.message_id) and Letter.objects.filter(message_id=mail.message_id).exists()


def _own_addresses() -> set[str]:
    boxes = Mailbox.objects.values_list("address", flat=True)
    senders = Division.objects.values_list("sender_address", flat=True)
    return {address.lower() for address in [*boxes, *senders, settings.DEFAULT_FROM_EMAIL] if address}


def _author(mail: ParsedMail, *, is_own: bool) -> Address | None:
    """Who wrote it: the sender. A form on our website sends from our own address and names the writer in Reply-To."""
    if not is_own:
        return mail.sender
    others = [address for address in mail.reply_to if address.email and address.email not in _own_addresses()]
    return others[0] if len(others) == 1 else None


def _bounced(mail: ParsedMail) -> Outcome:
    """The letter has failed, its ticket says so, and whoever is responsible hears of it."""
    ids, words = bounce.returned_ids(mail), bounce.diagnosis(mail)
    if not bounce.is_final(mail):
        return Outcome(MailState.IGNORED, reason=f"{DELAYED}\n{words}")
    letter = came_back(ids, words=words)
    if letter is None:
        return Outcome(MailState.IGNORED, reason=f"{UNKNOWN_BOUNCE}\n{words}")
    ticket = _ticket_of(letter)
    if ticket is not None:
        record(ticket, Verb.BOUNCED, by=None, to=letter.to_address, reason=words)
        notices.letter_came_back(letter.to_address, ticket, told=told_of(ticket, Occasion.CAME_BACK, by=None))
    return Outcome(MailState.IGNORED, ticket=ticket, reason=f"{BOUNCED}\n{words}")


def _ticket_of(letter: Letter) -> Ticket | None:
    kind, _, number = letter.topic.partition(":")
    return Ticket.objects.living().numbered(int(number)).for_page().first() if kind == "ticket" else None


def _from_colleague(mail: ParsedMail, author: Address, *, is_person: bool) -> Outcome | None:
    """A colleague who answers a letter that we sent to them speaks to the customer; anything else is a customer's mail."""
    user = User.objects.staff().active().filter(email=author.email).first()
    if user is None or not user.may(Permission.WORK_TICKETS):
        return None
    letters = Letter.objects.filter(message_id__in=answered_ids(mail), user_id=user.pk, topic__startswith="ticket:")
    letter = letters.order_by("-pk").first()
    ticket = _ticket_of(letter) if letter else None
    if ticket is None:
        return None
    if not is_person:
        return Outcome(MailState.IGNORED, ticket=ticket, reason=AWAY)
    content = content_of(mail)
    message = reply(ticket, by=user, html=content.html, attachments=content.files, source=Source.MAIL)
    return Outcome(MailState.ADDED, message=message, reason="\n".join(mail.notes))


def _from_customer(row: IncomingMail, mail: ParsedMail, author: Address, *, is_person: bool) -> Outcome:
    sender = welcome(author.email, name=author.name)
    thread = find_thread(mail, sender=sender)
    if thread.ticket is None:
        return _opened(row, mail, sender, referred=thread.referred, is_person=is_person)
    content = content_of(mail)
    message = hear(
        thread.ticket,
        by=sender,
        html=content.html,
        quoted_html=content.quoted_html,
        attachments=content.files,
        source=Source.MAIL,
        message_id=_free_id(mail),
        reopens=is_person,
        anew=Anew(mail.subject, filing=_filing(row), acknowledge=is_person and _may_hear(sender)),
    )
    is_new = message.ticket_id != thread.ticket.pk
    return Outcome(MailState.OPENED if is_new else MailState.ADDED, message=message, reason="\n".join(mail.notes))


def _filing(row: IncomingMail) -> Filing:
    return Filing(division=row.mailbox.division, team=row.mailbox.team)


def _opened(row: IncomingMail, mail: ParsedMail, sender: Contact, *, referred: Ticket | None, is_person: bool) -> Outcome:
    content = content_of(mail)
    ticket = open_ticket(
        requester=sender,
        subject=mail.subject or _no_subject(sender),
        html=content.html,
        quoted_html=content.quoted_html,
        attachments=content.files,
        source=Source.MAIL,
        message_id=_free_id(mail),
        filing=_filing(row),
        acknowledge=is_person and _may_hear(sender),
    )
    if referred is not None:
        record(ticket, Verb.REFERRED, by=None, to=str(referred))
    return Outcome(MailState.OPENED, message=ticket.messages.get(), reason="\n".join(mail.notes))


def _free_id(mail: ParsedMail) -> str:
    """Two mails under one Message-ID are two messages; only the first is known by it."""
    return "" if Message.objects.filter(message_id=mail.message_id).exists() else mail.message_id


def _may_hear(contact: Contact) -> bool:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    sent = Letter.objects.filter(template="ticket_opened", to_address=contact.email, created_at__gt=an_hour_ago)
    return sent.count() < MOST_RECEIPTS


def _no_subject(contact: Contact) -> str:
    with translation.override(contact.language):
        return gettext("(no subject)")
