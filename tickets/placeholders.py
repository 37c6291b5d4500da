"""What `{contact}` and the like stand for in words written beforehand (BR-17)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.addressing import portal_url
from tickets.links import portal_path
from tickets.models import Ticket

_PLACE = re.compile(r"\{ {0,3}([a-z_]{1,40}) {0,3}\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`sample` is what a preview shows."""

    meaning: Promise
    sample: Promise | str
    value: Callable[[Ticket, User], str]


PLACEHOLDERS: Mapping[str, Placeholder] = {
    "contact": Placeholder(_("Who asked"), "Carla Sommer", lambda ticket, user: ticket.requester.name),
    "contact_email": Placeholder(_("Their e-mail address"), "carla@example.com", lambda ticket, user: ticket.requester.email),
    "organisation": Placeholder(_("Their organisation"), "Sommer GmbH", lambda ticket, user: str(ticket.organisation or "")),
    "agent": Placeholder(_("Who answers"), "Ada Lovelace", lambda ticket, user: user.name),
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


def filled(html: str, *, ticket: Ticket, by: User) -> str:
    """The HTML with everything in its place, escaped; what nobody knows stays as it was written."""
    return _PLACE.sub(lambda found: _value(found, lambda place: place.value(ticket, by)), html)


def sampled(html: str) -> str:
    """The HTML as a preview shows it."""
    return _PLACE.sub(lambda found: _value(found, lambda place: str(place.sample)), html)


def unknown_in(text: str) -> list[str]:
    """Placeholders that stand for nothing, each once, as they were written."""
    return [f"{{{name}}}" for name in dict.fromkeys(_PLACE.findall(text)) if name not in PLACEHOLDERS]


def _value(found: re.Match[str], value: Callable[[Placeholder], str]) -> str:
    place = PLACEHOLDERS.get(found[1])
    return escape(value(place)) if place else found[0]


def _responsible(ticket: Ticket) -> str:
    return str(ticket.responsible or ticket.team or "")
