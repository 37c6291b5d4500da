"""Words and tones of tickets for templates."""

from django import template
from django.db.models import Model
from django.template import Context
from django.utils.safestring import SafeString

from tickets.choices import Level
from tickets.models import Event, Priority, Ticket
from tickets.wording import icon_of, sentence_of

register = template.Library()
#: What a customer's page shows; the queue has the rest.
LATEST = 10


@register.filter
def level(priority: Priority | None) -> str:
    """low, normal or high, as `<c-priority>` draws them."""
    return Level(priority.level).name.lower() if priority else "normal"


@register.filter
def sentence(event: Event) -> SafeString:
    return sentence_of(event)


@register.filter
def event_icon(event: Event) -> str:
    return icon_of(event)


@register.inclusion_tag("tickets/_list_of.html", takes_context=True)
def tickets_of(context: Context, **whose: Model) -> dict[str, object]:
    """`{% tickets_of requester=contact %}`: the latest of a contact, organisation or object, as this person may see them."""
    [(name, thing)] = whose.items()
    field = "assets" if name == "asset" else name
    user = context["request"].user
    latest = Ticket.objects.visible_to(user).filter(**{field: thing}).for_list().order_by("-last_activity_at", "-pk")
    found = list(latest[: LATEST + 1])
    return {"tickets": found[:LATEST], "more": len(found) > LATEST, "name": name, "thing": thing, "request": context["request"]}
