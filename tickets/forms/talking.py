"""What an agent says on a ticket."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.outbox import new_message_id
from tickets.choices import Category
from tickets.forms.uploads import UploadsField
from tickets.mail.clean import text_to_html

#: Longer than any letter; a novel is a file.
LONGEST = 100_000
EMPTY = {"required": _("Please write something first.")}
AFTER_REPLY = [
    (Category.WAITING_CUSTOMER.value, _("Then wait for the customer")),
    (Category.OPEN.value, _("Then keep it open")),
    (Category.WAITING_INTERNAL.value, _("Then wait for colleagues")),
    (Category.RESOLVED.value, _("Then it is resolved")),
    (Category.CLOSED.value, _("Then close it")),
]


class NoteForm(forms.Form):
    """For the team; the customer never sees it. `token` names this one page, so that sending it twice is once."""

    body = forms.CharField(max_length=LONGEST, widget=forms.Textarea, error_messages=EMPTY, label=_("Internal note"))
    attachments = UploadsField()
    token = forms.UUIDField(widget=forms.HiddenInput({"id": False}), required=False, initial=uuid4)

    def said(self) -> dict[str, Any]:
        """As the verb takes it."""
        body, token = self.cleaned_data["body"], self.cleaned_data["token"]
        return {
            "html": text_to_html(body),
            "attachments": self.cleaned_data["attachments"],
            "message_id": message_id_of(token, words=body),
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
