"""What `{contact}` and the like stand for in words written beforehand (BR-17)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.addressing import portal_url, root_url
from tickets.links import desk_path, portal_path
from tickets.models import Ticket
from tickets.showing import plain

_PLACE = re.compile(r"\{ {0,3}([a-z_]{1,40}) {0,3}\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`sample` is what a preview shows."""

    meaning: Promise
    sample: Promise | str
    value: Callable[[Ticket, User | None], str]


Places: TypeAlias = Mapping[str, Placeholder]
PLACEHOLDERS: Places = {
    "contact": Placeholder(_("Who asked"), "Carla Sommer", lambda ticket, user: ticket.requester.name),
    "contact_email": Placeholder(_("Their e-mail address"), "carla@example.com", lambda ticket, user: ticket.requester.email),
    "organisation": Placeholder(_("Their organisation"), "Sommer GmbH", lambda ticket, user: str(ticket.organisation or "")),
    "agent": Placeholder(_("Who answers"), "Ada Lovelace", lambda ticket, user: user.name if user else ""),
    "number": Placeholder(_("The ticket's number"), "4711", lambda ticket, user: str(ticket.pk)),
    "subject": Placeholder(_("The ticket's subject"), _("Printer on fire"), lambda ticket, user: ticket.subject),
    "status": Placeholder(_("Its status in the portal"), _("In progress"), lambda ticket, user: str(ticket.status.portal_name)),
    "responsible": Placeholder(_("Who is responsible"), "Ada Lovelace", lambda ticket, user: _responsible(ticket)),
    "portal": Placeholder(
        _("The ticket's address in the portal"),
        "https://portal.example.com/tickets/4711/",
        lambda ticket, user: portal_url() + portal_path(ticket.pk),
    ),
}


#: What letters of rules can say besides; who gets them may work here (T24-36).
RULE_PLACEHOLDERS: Places = {
    **PLACEHOLDERS,
    "priority": Placeholder(_("Its priority"), _("High"), lambda ticket, user: str(ticket.priority or "")),
    "due": Placeholder(_("When it is due"), "04.12.2026 09:00", lambda ticket, user: plain(ticket.due_at)),
    "link": Placeholder(
        _("The ticket's address at the desk"),
        "https://example.com/tickets/4711/",
        lambda ticket, user: root_url() + desk_path(ticket.pk),
    ),
}


def filled(html: str, *, ticket: Ticket, by: User | None, places: Places = PLACEHOLDERS) -> str:
    """The HTML with everything in its place, escaped; what nobody knows stays as it was written."""
    return _PLACE.sub(lambda found: escape(_value(found, places, lambda place: place.value(ticket, by))), html)


def filled_plain(text: str, *, ticket: Ticket, by: User | None, places: Places = PLACEHOLDERS) -> str:
    """The same of a text that is no HTML."""
    return _PLACE.sub(lambda found: _value(found, places, lambda place: place.value(ticket, by)), text)


def sampled(html: str, *, places: Places = PLACEHOLDERS) -> str:
    """The HTML as a preview shows it."""
    return _PLACE.sub(lambda found: escape(_value(found, places, lambda place: str(place.sample))), html)


def unknown_in(text: str, *, places: Places = PLACEHOLDERS) -> list[str]:
    """Placeholders that stand for nothing, each once, as they were written."""
    return [f"{{{name}}}" for name in dict.fromkeys(_PLACE.findall(text)) if name not in places]


def _value(found: re.Match[str], places: Places, value: Callable[[Placeholder], str]) -> str:
    place = places.get(found[1])
    return value(place) if place else found[0]


def _responsible(ticket: Ticket) -> str:
    return str(ticket.responsible or ticket.team or "")
