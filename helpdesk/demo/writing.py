"""Writes planned tickets down, many rows at a time: tickets, messages, files, history."""

from collections.abc import Iterable
from itertools import chain
from random import Random

from django.core.files.base import ContentFile
from django.utils.html import linebreaks

from accounts.models import User
from customers.models import Contact
from helpdesk.demo.furnishing import Cast
from helpdesk.demo.history import history_of
from helpdesk.demo.pictures import picture, sheet
from helpdesk.demo.planning import Plan, Said
from tickets.choices import Category, Kind, Source
from tickets.models import Attachment, Event, Message, StatusSpan, Ticket

ENCLOSED = ("im Anhang", "hängt an")


def write(plans: list[Plan], *, cast: Cast, domain: str, dice: Random) -> list[tuple[Plan, Ticket, list[Message]]]:
    """Everything of the plans but letters and bells; returns what belongs together."""
    tickets = Ticket.objects.bulk_create(_ticket(plan, cast) for plan in plans)
    _tie_assets(zip(plans, tickets, strict=True))
    pairs = zip(plans, tickets, strict=True)
    rows = [[_message(said, ticket, plan, domain, dice) for said in plan.said] for plan, ticket in pairs]
    Message.objects.bulk_create(chain.from_iterable(rows))
    whole = list(zip(plans, tickets, rows, strict=True))
    Attachment.objects.bulk_create(chain.from_iterable(_files(plan, messages, dice) for plan, _, messages in whole))
    scribes = [history_of(plan, ticket, messages, cast=cast) for plan, ticket, messages in whole]
    histories = [scribe.lines for scribe in scribes]
    Event.objects.bulk_create(chain.from_iterable(histories))
    StatusSpan.objects.bulk_create(chain.from_iterable(scribe.spans for scribe in scribes))
    for ticket, history in zip(tickets, histories, strict=True):
        ticket.version = max([1, *(event.data.get("version", 1) for event in history)])
        ticket.last_activity_at = history[-1].created_at
    Ticket.objects.bulk_update(tickets, ["version", "last_activity_at"], batch_size=100)
    return whole


def _ticket(plan: Plan, cast: Cast) -> Ticket:
    is_new = plan.category == Category.NEW
    return Ticket(
        type=cast.type,
        subject=plan.subject,
        status=cast.statuses[plan.category],
        priority=cast.priorities[plan.concern.priority],
        category=cast.categories[plan.concern.category],
        division=cast.division,
        requester=plan.requester,
        organisation_id=plan.requester.organisation_id,
        responsible=None if is_new else plan.responsible,
        team=plan.team if is_new else None,
        source=plan.source,
        due_at=plan.due_at,
        opened_at=plan.opened_at,
        asked_at=plan.opened_at,
        responded_at=next((said.at for said in plan.said if said.turn.by == "A"), None),
        closed_at=plan.done_at,
    )


def _tie_assets(pairs: Iterable[tuple[Plan, Ticket]]) -> None:
    tie = Ticket.assets.through
    tie.objects.bulk_create(tie(ticket_id=ticket.pk, asset_id=plan.asset.pk) for plan, ticket in pairs if plan.asset)


def _message(said: Said, ticket: Ticket, plan: Plan, domain: str, dice: Random) -> Message:
    contact = said.by if isinstance(said.by, Contact) else None
    by_mail = contact is None or plan.source == Source.MAIL
    host = contact.email.rpartition("@")[2] if contact else domain
    return Message(
        ticket=ticket,
        kind=Kind.INTERNAL if said.turn.by == "N" else Kind.PUBLIC,
        source=plan.source if contact else Source.DESK,
        author=said.by if isinstance(said.by, User) else None,
        contact=contact,
        html=linebreaks(said.text, autoescape=True),
        text=said.text,
        message_id=f"<{dice.getrandbits(96):024x}@{host}>" if by_mail and said.turn.by != "N" else "",
        created_at=said.at,
    )


def _files(plan: Plan, messages: list[Message], dice: Random) -> Iterable[Attachment]:
    for said, message in zip(plan.said, messages, strict=True):
        if said.file:
            yield _attachment(message, f"IMG_{dice.randint(2000, 9999)}.jpg", "image/jpeg", picture(said.file))
        elif any(words in said.text for words in ENCLOSED):
            title = plan.subject.split(":")[0]
            name = f"{title.replace(' ', '_').replace('/', '-')[:40]}.pdf"
            yield _attachment(message, name, "application/pdf", sheet(title))


def _attachment(message: Message, name: str, content_type: str, content: bytes) -> Attachment:
    attachment = Attachment(message=message, name=name, content_type=content_type, size=len(content))
    attachment.file.save(name, ContentFile(content), save=False)
    return attachment
