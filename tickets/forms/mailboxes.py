"""A mailbox, as administrators type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.divisions.models import Division
from tickets.models import Mailbox

#: With any of these changed, the kept password would be shown to somebody else, or no longer fit.
BOUND_TO_PASSWORD = frozenset({"address", "host", "port", "security", "username"})
#: With any of these changed, it is another folder, whose mails are not known yet.
WHERE_MAILS_LIE = frozenset({"host", "port", "username", "folder"})


class MailboxForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The password is never shown again; left empty it stays as it is."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    field_order = [
        "name",
        "address",
        "host",
        "port",
        "security",
        "username",
        "password",
        "folder",
        "division",
        "team",
        "is_active",
    ]

    class Meta:
        model = Mailbox
        fields = ["name", "address", "division", "team", "host", "port", "security", "username", "folder", "is_active"]
        help_texts = {
            "address": _("Where customers write to."),
            "team": _("New tickets of this mailbox go to this team."),
            "folder": _("E-mails stay there; we only mark them as read."),
            "is_active": _("Off: e-mails stay in the mailbox untouched."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].empty_label = _("No team")  # type: ignore[attr-defined]  # a model's choice
        if self.instance.pk:
            self.fields["password"].help_text = _("Leave it empty to keep the one we have.")
        if Division.objects.count() == 1:
            del self.fields["division"]
            self.instance.division = Division.objects.get()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("password") and (not self.instance.sealed_password or BOUND_TO_PASSWORD & set(self.changed_data)):
            self.add_error("password", _("Please enter the password: it is kept for one address at one server only."))
        return cleaned

    def save(self, commit: bool = True) -> Mailbox:
        mailbox: Mailbox = super().save(commit=False)
        if self.cleaned_data["password"]:
            mailbox.keep_password(self.cleaned_data["password"])
        if WHERE_MAILS_LIE & set(self.changed_data):
            mailbox.uid_validity = mailbox.last_uid = 0
        mailbox.save()
        return mailbox
