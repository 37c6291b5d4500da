"""What a file that was asked for can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far it is."""

    QUEUED = "queued", _("Waits for its turn")
    MAKING = "making", _("Is being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


UNDER_WAY = (State.QUEUED, State.MAKING)


class Form(models.TextChoices):
    """What a table can be written as."""

    EXCEL = "excel", _("CSV for Excel")
    PLAIN = "plain", _("CSV for programs: commas, times as in ISO 8601")
    XLSX = "xlsx", _("Excel workbook (XLSX)")
