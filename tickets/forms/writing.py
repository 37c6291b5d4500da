"""Words that are written in an editor, or plainly where there is none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.mail.clean import html_to_text, text_to_html

#: Longer than any letter; a novel is a file.
LONGEST = 100_000
EMPTY = {"required": _("Please write something first.")}


class WritingForm(forms.Form):
    """`body` is plain text, or HTML where `format` says so: the editor of a browser with script does.

    Without data it shows what `begun` says.
    """

    body = forms.CharField(max_length=LONGEST, widget=forms.Textarea, error_messages=EMPTY, label=_("Text"))
    format = forms.ChoiceField(choices=[("text", "text"), ("html", "html")], required=False)

    def begun(self) -> str:
        """The HTML it starts with, clean."""
        return ""

    def clean_body(self) -> str:
        """An editor sends its marks even when nothing was written."""
        body: str = self.cleaned_data["body"]
        if self.is_html and not html_to_text(body).strip() and "<img" not in body:
            raise forms.ValidationError(EMPTY["required"])
        return body

    @property
    def written(self) -> str:
        """As HTML, not cleaned yet."""
        body: str = self.cleaned_data["body"]
        return body if self.is_html else text_to_html(body)

    @property
    def text(self) -> str:
        """What a plain field shows."""
        if not self.is_bound:
            return html_to_text(self.begun())
        return html_to_text(self._typed) if self.is_html else self._typed

    @property
    def html(self) -> str:
        """What an editor shows; it cleans by itself what it puts on the page."""
        if not self.is_bound:
            return self.begun()
        return self._typed if self.is_html else text_to_html(self._typed)

    @property
    def is_html(self) -> bool:
        return bool(self.is_bound and self["format"].value() == "html")

    @property
    def _typed(self) -> str:
        value: Any = self["body"].value()
        return str(value or "")


class DraftForm(WritingForm):
    """What is written so far; nothing is a draft, too."""

    body = forms.CharField(max_length=LONGEST, required=False)

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"])
