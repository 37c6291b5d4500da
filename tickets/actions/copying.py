"""Makes a new ticket like one that is there (CP-14)."""

from collections.abc import Collection
from typing import Any, Unpack

from django.db import transaction

from accounts.models import User
from tickets.actions.opening import Filing, open_ticket
from tickets.actions.recording import lock, record
from tickets.actions.saying import Said
from tickets.actions.sharing import share
from tickets.choices import Sharing, Source, Verb
from tickets.models import IN_PLACE, ChecklistItem, LineItem, Participant, Ticket

#: What can be taken along; each part is chosen as a whole.
COLUMNS = {
    "classification": ["severity", "region", "origin", "is_urgent"],
    "dates": ["due_at", "target_at", "estimated_on"],
    "references": ["project", "partner", "product", "contract"],
}
PARTS = [*COLUMNS, "responsible", "assets", "tags", "custom", "articles", "participants", "checklist"]


@transaction.atomic
def copy(ticket: Ticket, *, by: User, subject: str, parts: Collection[str], **said: Unpack[Said]) -> Ticket:
    """A ticket of the same requester and type with the chosen parts and a first message, and nothing of the conversation.

    The customer is not told: nobody asked twice. Whoever may not see the one in the portal does not see the other (RB-4).
    Both histories say so. Steps of a checklist begin unticked.
    """
    new = open_ticket(
        requester=ticket.requester,
        subject=subject,
        source=Source.DESK,
        by=by,
        filing=_filing(ticket, parts),
        acknowledge=False,
        **said,
    )
    _take_rows(ticket, new, parts)
    share(new, Sharing(lock(ticket).sharing), by=by)
    record(new, Verb.COPY_OF, by=by, to=str(ticket), number=ticket.pk)
    record(ticket, Verb.COPIED, by=by, to=str(new), number=new.pk)
    return new


def _filing(ticket: Ticket, parts: Collection[str]) -> Filing:
    columns = [name for part, names in COLUMNS.items() if part in parts for name in names]
    values: dict[str, Any] = {name: getattr(ticket, name) for name in columns}
    if "custom" in parts:
        values["custom"] = ticket.custom
    if "tags" in parts:
        values["tags"] = [tag.name for tag in ticket.tags.all()]
    return Filing(
        type=ticket.type,
        division=ticket.division,
        responsible=ticket.responsible if "responsible" in parts else None,
        team=ticket.team if "responsible" in parts else None,
        priority=ticket.priority if "classification" in parts else None,
        category=ticket.category if "classification" in parts else None,
        assets=ticket.assets.order_by(*IN_PLACE) if "assets" in parts else (),
        values=values,
    )


def _take_rows(ticket: Ticket, new: Ticket, parts: Collection[str]) -> None:
    if "articles" in parts:
        items = ticket.line_items.all()
        LineItem.objects.bulk_create(LineItem(ticket=new, article_id=each.article_id, quantity=each.quantity) for each in items)
    if "participants" in parts:
        for person in ticket.participants.all():
            Participant.objects.create(ticket=new, contact_id=person.contact_id, address=person.address, level=person.level)
    if "checklist" in parts:
        steps = ticket.checklist.all()
        ChecklistItem.objects.bulk_create(ChecklistItem(ticket=new, text=each.text, position=each.position) for each in steps)
