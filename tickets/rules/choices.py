"""The closed lists of rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Happening(models.TextChoices):
    """What a rule waits for."""

    OPENED = "opened", _("A ticket comes in")
    ANSWERED = "answered", _("The customer answers")
    REPLIED = "replied", _("We answer the customer")
    STATUS = "status", _("The status changes")
    CHANGED = "changed", _("Fields, tags or who is responsible change")
    BY_HAND = "by_hand", _("By hand: a button on the ticket (own action)")


class DeedKind(models.TextChoices):
    """What a rule does."""

    ASSIGN = "assign", _("Make somebody responsible")
    STATUS = "status", _("Set the status")
    SET = "set", _("Set a field")
    DUE = "due", _("Set the due date")
    TAG = "tag", _("Add tags")
    UNTAG = "untag", _("Remove tags")
    NOTE = "note", _("Write an internal note")
    MAIL = "mail", _("Send an e-mail")
    RING = "ring", _("Notify somebody by the bell")


class Outcome(models.TextChoices):
    """What becomes of one deed on one ticket."""

    DOES = "does", _("will be done")
    SAME = "same", _("is so already")
    SKIPPED = "skipped", _("is left out")


class Hindrance(models.TextChoices):
    """Why a deed is left out; staff read it in the history."""

    GONE = "gone", _("it no longer exists, or is switched off")
    LEFT = "left", _("this person no longer works on tickets")
    BY_HAND = "by_hand", _("somebody set this by hand")
    NO_FIELD = "no_field", _("tickets of this type do not have the field")
    NOT_ALLOWED = "not_allowed", _("the workflow does not lead there from this status")
    NEEDS_SOLUTION = "solution", _("the solution must be written down before")
    NEEDS_REPORT = "report", _("the report must be written down before")
    MANY_TAGS = "many_tags", _("the ticket would have too many tags")
    NOBODY = "nobody", _("nobody is responsible")
    NO_ADDRESS = "no_address", _("there is no e-mail address")
    MACHINE = "machine", _("this customer gets no automatic e-mail just now (a copy, an automatic e-mail, or too many)")
    SILENT = "silent", _("it was saved without telling anybody")


class To(models.TextChoices):
    """Whom a rule writes to, besides people and teams by name."""

    REQUESTER = "requester", _("Who asked")
    RESPONSIBLE = "responsible", _("Who is responsible (person or team)")
    ADDRESS = "address", _("Another e-mail address")
