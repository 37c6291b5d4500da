"""A business unit: its name, its face towards customers, its switches."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.files import private_files, random_path

DEFAULT_ACCENT = "#2f5d50"


class Division(models.Model):
    """A Mandant. Each workspace starts with one, which stays invisible until there is a second (C-01).

    The switches are those of C-02: what is off is hidden, answers 404 and sends no mail.
    With `tells_oneself` whoever works on a ticket hears of it like everybody else (C-29).
    """

    name = models.CharField(_("name"), max_length=100)
    is_default = models.BooleanField(default=False)
    logo = models.ImageField(_("logo"), blank=True, storage=private_files, upload_to=random_path)
    accent = models.CharField(
        _("colour"), max_length=7, default=DEFAULT_ACCENT, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Like #2f5d50."))]
    )
    sender_name = models.CharField(_("sender's name in mails"), max_length=100, blank=True)
    sender_address = models.EmailField(_("sender's address in mails"), blank=True)
    has_tickets = models.BooleanField(_("tickets"), default=True)
    has_portal = models.BooleanField(_("customer portal"), default=True)
    has_mail_in = models.BooleanField(_("tickets by e-mail"), default=True)
    tells_oneself = models.BooleanField(_("tell people of their own actions, too"), default=False)

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=models.Q(is_default=True), name="one_default_division"),
        ]

    def __str__(self) -> str:
        return self.name
