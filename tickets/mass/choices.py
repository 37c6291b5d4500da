"""The closed lists of mass actions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MassKind(models.TextChoices):
    """What can be done with many tickets at once (C-37)."""

    EDIT = "edit", _("Change fields")
    TAG = "tag", _("Add tags")
    UNTAG = "untag", _("Remove tags")
    ASSIGN = "assign", _("Assign")
    STATUS = "status", _("Set the status")
    SUBSCRIBE = "subscribe", _("Watch")
    UNSUBSCRIBE = "unsubscribe", _("Stop watching")
    MERGE = "merge", _("Merge into one ticket")
    DELETE = "delete", _("Delete")


class Binding(models.TextChoices):
    """How many tickets come out of the press."""

    ONE = "one", _("One file")
    ZIP = "zip", _("A file for each ticket, in a ZIP archive")


#: How many each can hold: one file lies in the worker's memory as a whole, an archive does not.
MOST_BOUND = {Binding.ONE: 200, Binding.ZIP: 10_000}


#: What one ticket can take in with everything they bring along.
MOST_MERGED = 100


class MassState(models.TextChoices):
    """How far a mass action is."""

    PLANNED = "planned", _("Not started")
    QUEUED = "queued", _("Waits for its turn")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Stopped")
    FAILED = "failed", _("Failed")
    UNDOING = "undoing", _("Is being undone")
    UNDONE = "undone", _("Undone")


#: Somebody is at it, or should be.
UNDER_WAY = (MassState.QUEUED, MassState.RUNNING, MassState.UNDOING)
STARTED = (MassState.QUEUED, MassState.RUNNING)
#: What was done so far can be undone.
OVER = (MassState.DONE, MassState.CANCELLED, MassState.FAILED)


class LineState(models.TextChoices):
    """What became of one ticket."""

    WAITING = "waiting", _("Not yet")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Nothing to do")
    REFUSED = "refused", _("Not possible")
    UNDONE = "undone", _("Undone")
    KEPT = "kept", _("Could not be undone")


class Obstacle(models.TextChoices):
    """Why a ticket stays as it is."""

    GONE = "gone", _("The ticket is deleted, merged, or no longer visible to you.")
    NOT_ALLOWED = "not_allowed", _("The workflow does not lead there from its status.")
    NEEDS_SOLUTION = "solution", _("The solution must be written down before.")
    NEEDS_REPORT = "report", _("The report must be written down before.")
    NO_FIELD = "no_field", _("Tickets of its type do not have the field, or it cannot be set.")
    REQUIRED = "required", _("The field must not be empty on tickets of its type.")
    OTHER_DIVISION = "division", _("The type is not for the division it belongs to.")
    MANY_TAGS = "many_tags", _("It would have too many tags.")
    OTHER_CUSTOMER = "customer", _("It is another customer's, and nobody agreed that both may read it.")
    NOT_MERGED = "not_merged", _("One of the tickets was merged or deleted meanwhile.")
    VANISHED = "vanished", _("What was chosen is no longer offered.")
    CHANGED_SINCE = "since", _("It was changed again since.")
    TOLD = "told", _("A solution is not taken back: its e-mail is out.")
    BROKEN = "broken", _("An error in the program.")
