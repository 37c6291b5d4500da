"""What an agent says on a ticket."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.outbox import new_message_id
from tickets.choices import Category
from tickets.forms.uploads import UploadsField
from tickets.mail.clean import html_to_text, text_to_html
from tickets.models import Attachment, Draft

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
    """For the team; the customer never sees it. `token` names this one page, so that sending it twice is once.

    `body` is plain text, or HTML where `format` says so (the editor of a browser with script does). Without data it
    starts with the `draft`; of its files those go along that stay in `kept`.
    """

    body = forms.CharField(max_length=LONGEST, widget=forms.Textarea, error_messages=EMPTY, label=_("Internal note"))
    format = forms.ChoiceField(choices=[("text", "text"), ("html", "html")], required=False)
    attachments = UploadsField()
    kept = forms.ModelMultipleChoiceField(Attachment.objects.none(), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput({"id": False}), required=False, initial=uuid4)

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        if draft is not None:
            self.fields["kept"].queryset = draft.attachments.all()  # type: ignore[attr-defined]  # a model's choice
            self.initial.setdefault("body", html_to_text(draft.html))

    def clean_body(self) -> str:
        """An editor sends its marks even when nothing was written."""
        body: str = self.cleaned_data["body"]
        if self._is_html() and not html_to_text(body).strip() and "<img" not in body:
            raise forms.ValidationError(EMPTY["required"])
        return body

    def said(self) -> dict[str, Any]:
        """As the verb takes it."""
        body, token = self.cleaned_data["body"], self.cleaned_data["token"]
        return {
            "html": body if self._is_html() else text_to_html(body),
            "attachments": self.cleaned_data["attachments"],
            "drafted": list(self.cleaned_data["kept"]),
            "message_id": message_id_of(token, words=body),
        }

    @property
    def text(self) -> str:
        """What a plain field shows."""
        words = str(self["body"].value() or "")
        return html_to_text(words) if self._is_html() else words

    @property
    def html(self) -> str:
        """What the editor shows; it cleans by itself what it puts on the page."""
        if not self.is_bound:
            return self.draft.html if self.draft else ""
        words = str(self["body"].value() or "")
        return words if self._is_html() else text_to_html(words)

    def _is_html(self) -> bool:
        return bool(self.is_bound and self["format"].value() == "html")


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
