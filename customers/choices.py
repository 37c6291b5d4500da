"""The closed lists of those we serve."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Validity(models.TextChoices):
    """What a contract's days say of today (CP-45)."""

    NOT_BEGUN = "not_begun", _("Not begun")
    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
