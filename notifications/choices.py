"""The closed lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a letter is on its way.

    SENDING: a worker has it, nothing irrevocable has happened. HANDING_OVER: the mail server may have it already;
    a worker that dies here leaves the letter UNCLEAR, which only a person settles (nothing is sent twice).
    RECALLED: taken back before it was due; it never goes.
    """

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    HANDING_OVER = "handing", _("Being handed over")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    RECALLED = "recalled", _("Taken back")
    UNCLEAR = "unclear", _("Delivery unclear")
