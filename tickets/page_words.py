"""Words and tones of tickets, as pages say them."""

from django.db.models import Model
from django.utils.safestring import SafeString

from accounts.models import User
from tickets.choices import Level
from tickets.columns import listed
from tickets.models import Event, Priority, Ticket
from tickets.wording import field_of, icon_of, sentence_of, who

#: What a customer's page shows; the queue has the rest.
LATEST = 10
TO_TICKETS = {"contact": "requester"}
FIELD_OF = {"asset": "assets", "article": "line_items__article"}


def level(priority: Priority | None) -> str:
    """low, normal or high, as `<c-priority>` draws them."""
    return Level(priority.level).name.lower() if priority else "normal"


def sentence(event: Event) -> SafeString:
    return sentence_of(event)


def event_icon(event: Event) -> str:
    return icon_of(event)


def event_who(event: Event) -> str:
    return who(event)


def event_field(event: Event) -> str:
    return field_of(event)


def tickets_of(user: User, thing: Model, name: str = "") -> dict[str, object]:
    """The latest of a contact, or about an object, as this person may see them: what `tickets/_list_of.html` shows.

    `name` is what the thing is to the ticket, as the queue's address says it, where its own word does not (“partner”).
    """
    name = name or TO_TICKETS.get(str(thing._meta.model_name), str(thing._meta.model_name))
    latest = Ticket.objects.visible_to(user).filter(**{FIELD_OF.get(name, name): thing})
    keys = list(latest.order_by("-last_activity_at", "-pk").values_list("pk", flat=True)[: LATEST + 1])
    return {"tickets": listed(keys[:LATEST]), "more": len(keys) > LATEST, "name": name, "thing": thing}
