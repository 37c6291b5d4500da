"""The closed lists of importing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """What is being done with the file, one after the other."""

    READING = "reading", _("Reading the file")
    CHECKING = "checking", _("Dry run")
    RUNNING = "running", _("Import")
    UNDOING = "undoing", _("Undoing")


class State(models.TextChoices):
    """How far the stage is."""

    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")


class Outcome(models.TextChoices):
    """What becomes of a row, or would."""

    CREATED = "created", _("New")
    UPDATED = "updated", _("Changed")
    SKIPPED = "skipped", _("Skipped")
    FAILED = "failed", _("Error")


class Undone(models.TextChoices):
    """What undoing made of what a row had done."""

    REMOVED = "removed", _("Removed")
    RESTORED = "restored", _("Set back")
    KEPT = "kept", _("Left as it is")


class Encoding(models.TextChoices):
    """How a text file writes its letters; values are Python's."""

    UTF_8 = "utf-8", _("UTF-8")
    UTF_16 = "utf-16", _("UTF-16 (Excel's “Unicode text”)")
    WINDOWS = "cp1252", _("Windows-1252 (Western Europe)")
    LATIN_9 = "iso8859-15", _("ISO 8859-15")
    MAC = "mac_roman", _("Mac Roman (old Excel for Mac)")
    DOS = "cp850", _("DOS (code page 850)")


class Separator(models.TextChoices):
    SEMICOLON = ";", _("Semicolon")
    COMMA = ",", _("Comma")
    TAB = "\t", _("Tab")
    PIPE = "|", _("Vertical bar")
