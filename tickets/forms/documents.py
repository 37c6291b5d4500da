"""Files that an agent puts to a ticket without writing in a composer."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import Kind
from tickets.forms.entries import EntryField
from tickets.forms.talking import message_id_of
from tickets.forms.uploads import UploadsField
from tickets.mail.clean import text_to_html
from tickets.models import DocumentKind

FOR_WHOM = [
    (Kind.INTERNAL, _("Only for the team")),
    (Kind.PUBLIC, _("For the customer, too: they get an e-mail with the files")),
]


class KindForm(forms.Form):
    """What one file is; empty for nothing in particular."""

    kind = forms.ModelChoiceField(DocumentKind.objects.filter(is_active=True), required=False)


class DocumentsForm(forms.Form):
    """Internal unless somebody chooses otherwise (C-31). `token` names this one page, so that sending it twice is once."""

    attachments = UploadsField(label=_("Files"), required=True)
    words = forms.CharField(
        label=_("What are these files?"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(label=_("Who can see them?"), choices=FOR_WHOM, initial=Kind.INTERNAL, widget=forms.RadioSelect)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, kinds: Sequence[DocumentKind] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kinds:
            label, empty = _("Kind of document"), _("No kind in particular")
            self.fields["document_kind"] = EntryField(kinds, empty=empty, label=label, required=False)

    @property
    def document_kind(self) -> DocumentKind | None:
        return self.cleaned_data.get("document_kind")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "attachments" not in self.errors and not said.get("attachments"):
            self.add_error("attachments", _("Please choose at least one file."))
        if said.get("kind") == Kind.PUBLIC and not said.get("words") and "words" not in self.errors:
            self.add_error("words", _("Please write a few words: the customer reads them in the e-mail."))
        if self.errors and said.get("attachments"):
            self.add_error("attachments", _("Your text is still here; please choose the files again."))
        return said

    @property
    def is_public(self) -> bool:
        return bool(self.cleaned_data["kind"] == Kind.PUBLIC)

    def said(self) -> dict[str, Any]:
        """As the verbs take it."""
        words = self.cleaned_data["words"]
        names = "\n".join(upload.name for upload in self.cleaned_data["attachments"])
        return {
            "html": text_to_html(words),
            "attachments": self.cleaned_data["attachments"],
            "message_id": message_id_of(self.cleaned_data["token"], words=f"{self.cleaned_data['kind']}\n{words}\n{names}"),
            "beside": True,
        }
