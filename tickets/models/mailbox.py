"""A mailbox: an IMAP account whose mails become tickets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.secrets import seal, unseal


class Mailbox(models.Model):
    """`last_error` is the server's own word on the last failure, for staff to read; empty when all is well."""

    class Security(models.TextChoices):
        TLS = "tls", _("TLS (port 993)")
        STARTTLS = "starttls", _("STARTTLS (port 143)")
        NONE = "none", _("none (only for tests on this machine)")

    name = models.CharField(_("name"), max_length=60)
    address = models.EmailField(_("e-mail address"), unique=True)
    division = models.ForeignKey("divisions.Division", models.PROTECT, related_name="mailboxes", verbose_name=_("division"))
    team = models.ForeignKey(
        "accounts.Team", models.SET_NULL, null=True, blank=True, related_name="mailboxes", verbose_name=_("team for new tickets")
    )
    host = models.CharField(_("IMAP server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(_("encryption"), max_length=8, choices=Security, default=Security.TLS)
    username = models.CharField(_("user name"), max_length=200)
    sealed_password = models.TextField(blank=True, editable=False)
    folder = models.CharField(_("folder"), max_length=100, default="INBOX")
    is_active = models.BooleanField(_("active"), default=True)
    last_fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)
    uid_validity = models.BigIntegerField(default=0, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def seal_place(self) -> str:
        return f"mailbox.password:{self.address}"

    @property
    def password(self) -> str:
        """Raises `SealBroken` when the key has gone."""
        return unseal(self.sealed_password, place=self.seal_place) if self.sealed_password else ""

    def keep_password(self, password: str) -> None:
        """Seal it for this address; the caller saves. A new address needs the password again."""
        self.sealed_password = seal(password, place=self.seal_place)
