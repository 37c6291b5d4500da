"""What an agent says on a ticket."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.outbox import new_message_id
from tickets.choices import Category
from tickets.forms.uploads import UploadsField
from tickets.forms.writing import WritingForm
from tickets.models import Attachment, Draft, Status, Ticket
from tickets.workflow import meant_by, reachable

#: What can become of a ticket with an answer; which of it is possible says its workflow.
AFTER_REPLY = {
    Category.WAITING_CUSTOMER: _("Then wait for the customer"),
    Category.OPEN: _("Then keep it open"),
    Category.WAITING_INTERNAL: _("Then wait for colleagues"),
    Category.RESOLVED: _("Then it is resolved"),
    Category.CLOSED: _("Then close it"),
}
AS_IT_IS = ("", _("Then leave it as it is"))


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

    then = forms.ChoiceField(required=False, label=_("After sending"))

    def __init__(self, *args: Any, ticket: Ticket, statuses: Sequence[Status] | None = None, **kwargs: Any) -> None:
        """`statuses` are where the ticket may go from here, if somebody knows them already."""
        super().__init__(*args, **kwargs)
        offered = meant_by(statuses if statuses is not None else reachable(ticket))
        choices = [(meaning.value, words) for meaning, words in AFTER_REPLY.items() if meaning in offered]
        self.fields["then"].choices = [*choices, AS_IT_IS]  # type: ignore[attr-defined]  # a ChoiceField
        self.initial["then"] = choices[0][0] if choices else ""

    def said(self) -> dict[str, Any]:
        then = self.cleaned_data["then"]
        return {**super().said(), "then": Category(then) if then else None}


def message_id_of(token: UUID | None, *, words: str) -> str:
    """The Message-ID of these words from the form with this token: the database lets no second one in.

    Other words from the same page (the back button) are another message.
    """
    fresh = new_message_id()
    return f"<{uuid5(token, words).hex}@{fresh.partition('@')[2]}" if token else fresh
