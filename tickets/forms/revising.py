"""A message, as somebody changes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.forms.writing import WritingForm
from tickets.models import Attachment, Message


class RevisionForm(WritingForm):
    """`seen` says how many versions there were when the page was made; `forget` redacts instead of editing."""

    reason = forms.CharField(
        max_length=200, required=False, label=_("Reason"), help_text=_("Your team reads it beside the message.")
    )
    forget = forms.BooleanField(
        required=False,
        label=_("Remove what it said before for good"),
        help_text=_("For passwords and personal data: the history then says only who removed something, when and why."),
    )
    removed = forms.ModelMultipleChoiceField(
        Attachment.objects.none(), required=False, label=_("Files to remove for good"), widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message = message
        self.initial["seen"] = message.versions.count()
        files = message.attachments.all()
        if files:
            self.fields["removed"].queryset = files  # type: ignore[attr-defined]  # a model's choice
        else:
            del self.fields["removed"]

    def begun(self) -> str:
        return self.message.html

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("removed") and not said.get("forget"):
            self.add_error("removed", _("Files are removed only together with what was said before: tick that too."))
        return said
