"""The closed lists of this room."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListKind(models.TextChoices):
    """What lies in a list."""

    TICKETS = "tickets", _("Tickets")
    CONTACTS = "contacts", _("Contacts")
    ORGANISATIONS = "organisations", _("Organisations")
    ASSETS = "assets", _("Objects")


class Audience(models.TextChoices):
    """Who sees a view."""

    PERSONAL = "personal", _("Only me")
    TEAM = "team", _("A team")
    SHARED = "shared", _("Everybody at the desk")
    PORTAL = "portal", _("Customers in the portal")


class Density(models.TextChoices):
    """How close together lines stand."""

    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")


#: The list of their tickets that customers see; remembered like the others, but a view of it is one of tickets.
PORTAL: Final = "portal"
#: Signs a view can bear.
ICONS: Final = (
    *("list-filter", "star", "flag", "clock", "calendar", "triangle-alert", "flame", "inbox", "user-round", "users"),
    *("building-2", "box", "wrench", "siren", "tag", "search", "circle-check", "archive", "bell", "eye"),
)
