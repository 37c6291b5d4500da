"""What an agent says on a ticket."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.outbox import new_message_id
from tickets.choices import Category
from tickets.forms.uploads import UploadsField
from tickets.forms.writing import WritingForm
from tickets.models import Attachment, Draft

AFTER_REPLY = [
    (Category.WAITING_CUSTOMER.value, _("Then wait for the customer")),
    (Category.OPEN.value, _("Then keep it open")),
    (Category.WAITING_INTERNAL.value, _("Then wait for colleagues")),
    (Category.RESOLVED.value, _("Then it is resolved")),
    (Category.CLOSED.value, _("Then close it")),
]


class NoteForm(WritingForm):
    """For the team; the customer never sees it. `token` names this one page, so that sending it twice is once.

    Without data it starts with the `draft`; of its files those go along that stay in `kept`.
    """

    attachments = UploadsField()
    kept = forms.ModelMultipleChoiceField(Attachment.objects.none(), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput({"id": False}), required=False, initial=uuid4)

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        if draft is not None:
            self.fields["kept"].queryset = draft.attachments.all()  # type: ignore[attr-defined]  # a model's choice

    @property
    def enclosed(self) -> list[Attachment]:
        """Of the draft, besides the pictures in its text."""
        return [file for file in self.draft.attachments.all() if not file.is_inline] if self.draft else []

    def begun(self) -> str:
        return self.draft.html if self.draft else ""

    def said(self) -> dict[str, Any]:
        """As the verb takes it."""
        return {
            "html": self.written,
            "attachments": self.cleaned_data["attachments"],
            "drafted": list(self.cleaned_data["kept"]),
            "message_id": message_id_of(self.cleaned_data["token"], words=self.cleaned_data["body"]),
        }


class ReplyForm(NoteForm):
    """To the customer."""

    then = forms.ChoiceField(choices=AFTER_REPLY, initial=Category.WAITING_CUSTOMER, label=_("After sending"))

    def said(self) -> dict[str, Any]:
        return {**super().said(), "then": Category(self.cleaned_data["then"])}


def message_id_of(token: UUID | None, *, words: str) -> str:
    """The Message-ID of these words from the form with this token: the database lets no second one in.

    Other words from the same page (the back button) are another message.
    """
    fresh = new_message_id()
    return f"<{uuid5(token, words).hex}@{fresh.partition('@')[2]}" if token else fresh
