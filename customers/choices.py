"""The closed lists of those we serve."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Validity(models.TextChoices):
    """What a contract's days say of today (CP-45)."""

    NOT_BEGUN = "not_begun", _("Not begun")
    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")


class Likeness(models.TextChoices):
    """Why two are probably one, the surest first."""

    ORGANISATION = "organisation", _("Same name, same organisation")
    NAME = "name", _("Same name")
    DOMAIN = "domain", _("Same name, same e-mail domain")
    PHONE = "phone", _("Same phone number")
    SIMILAR = "similar", _("Similar name")
    SIMILAR_THERE = "similar_there", _("Similar name, same organisation or e-mail domain")
    PEOPLE = "people", _("Contacts with the same e-mail domain")


class Reach(models.TextChoices):
    """How far the portal of an organisation's people reaches, among tickets of the types that are released (C-12)."""

    OWN = "own", _("Their own tickets")
    OBJECTS = "objects", _("Their own tickets, and all tickets about their objects")
    ORGANISATION = "organisation", _("All tickets of the organisation")
