"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Surface(models.TextChoices):
    """Which face of a workspace a host shows."""

    DESK = "desk", _("Desk")
    PORTAL = "portal", _("Portal")
    PUBLIC = "public", _("Public")


class State(models.TextChoices):
    """Where a workspace is in its life."""

    WAITING = "waiting", _("Waiting to be prepared")
    PREPARING = "preparing", _("Being prepared")
    READY = "ready", _("Ready")
    SUSPENDED = "suspended", _("Suspended")
    FAILED = "failed", _("Preparation failed")
