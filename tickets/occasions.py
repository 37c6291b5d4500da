"""The closed lists of telling: what of, how, and why or why not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Occasion(models.TextChoices):
    """What people are told of."""

    OPENED = "opened", _("A ticket was opened")
    ASSIGNED = "assigned", _("Somebody is responsible now")
    REPLIED = "replied", _("An agent answered")
    ANSWERED = "answered", _("The customer wrote")
    CORRECTED = "corrected", _("The customer changed what they wrote")
    NOTED = "noted", _("A colleague left a note")
    SOLVED = "solved", _("The solution was written")
    CHANGED = "changed", _("Something that the customer sees was changed")
    DONE = "done", _("The ticket is done")
    INVITED = "invited", _("Somebody takes part from now on")
    RECOMMENDED = "recommended", _("A colleague recommends the ticket")
    WOKE = "woke", _("The ticket is back")
    CAME_BACK = "came_back", _("An e-mail came back")


class Way(models.TextChoices):
    """How somebody hears of it."""

    MAIL = "mail", _("E-mail")
    BELL = "bell", _("Notification")


class Why(models.TextChoices):
    """What somebody has to do with the ticket."""

    REQUESTER = "requester", _("asked")
    PARTICIPANT = "participant", _("takes part")
    RESPONSIBLE = "responsible", _("is responsible")
    WATCHING = "watching", _("watches the ticket")
    MENTIONED = "mentioned", _("is mentioned")
    COLLEAGUE = "colleague", _("was chosen")
    CHOSEN = "chosen", _("was named")


class WhyNot(models.TextChoices):
    """What keeps somebody from hearing of it whom it would concern."""

    ONESELF = "oneself", _("nobody is told what they do themselves")
    BEGINNING = "beginning", _("is told at the beginning only")
    NO_ADDRESS = "no_address", _("has no e-mail address")
    WITHHELD = "withheld", _("access to this ticket was taken back")
