"""How a workspace looks to customers, and what it offers them."""

from typing import Any

from django import forms
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.divisions.logos import logo_of
from tenants.divisions.models import Division
from tenants.files import private_files

SWITCHES = {
    "has_portal": _("Customers sign in, read their tickets and answer. Off: the portal answers that there is nothing here."),
    "has_tickets": _("Customers can write tickets and see them. Off: the portal shows no tickets and takes no new ones."),
    "tells_oneself": _(
        "Whoever answers, assigns or solves a ticket gets the same e-mails and notifications as their colleagues. "
        "Off: nobody is told what they did themselves."
    ),
    "has_mail_in": _("E-mails to your mailboxes become tickets. Off: they stay in the mailbox until you switch it on again."),
}


class BrandingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms are not generic at run time
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        help_text=_("PNG, JPEG, WebP or GIF, at most 2 MB. It is shown in a box of 444 × 110 pixels."),
    )
    without_logo = forms.BooleanField(label=_("Remove the logo"), required=False, help_text=_("The name is shown instead."))

    class Meta:
        model = Division
        fields = ["name", "accent", "sender_name", "sender_address", *SWITCHES]
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}
        labels = {"sender_name": _("Sender's name in e-mails"), "sender_address": _("Sender's address in e-mails")}
        help_texts = {
            "name": _("What customers read on top of every page and e-mail."),
            "accent": _("Buttons, links and the line on top of pages."),
            "sender_name": _("Empty: the name above."),
            "sender_address": _("Answers arrive here, so a mailbox should fetch it. Empty: the address of this installation."),
            **SWITCHES,
        }

    field_order = ["name", "logo", "without_logo", "accent", "sender_name", "sender_address", *SWITCHES]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old_logo = self.instance.logo.name or ""
        if not self.old_logo:
            del self.fields["without_logo"]

    def clean_accent(self) -> str:
        return str(self.cleaned_data["accent"]).lower()

    def clean_logo(self) -> Any:
        upload: UploadedFile[Any] | None = self.cleaned_data["logo"]
        return logo_of(upload, name=upload.name or "", size=upload.size or 0) if upload else None  # type: ignore[arg-type]  # a file

    def save(self, commit: bool = True) -> Division:
        """A replaced logo leaves the disk once the new one is certain."""
        division: Division = self.instance
        new = self.cleaned_data["logo"]
        if new or self.cleaned_data.get("without_logo"):
            with transaction.atomic():
                division.logo.name = ""
                if new:
                    division.logo.save("logo.png", new, save=False)
                division.save()
                transaction.on_commit(lambda: _forget(self.old_logo, private_files()))
            return division
        super().save(commit)
        return division


def _forget(name: str, storage: Storage) -> None:
    if name:
        storage.delete(name)
