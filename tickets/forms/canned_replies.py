"""A canned reply, as somebody writes it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Team
from tickets.forms.writing import WritingForm
from tickets.mail.clean import html_to_text
from tickets.models import CannedReply
from tickets.placeholders import unknown_in


class CannedReplyForm(WritingForm):
    """Every placeholder must be one we know; complaints stand beside the text (BR-17)."""

    name = forms.CharField(
        max_length=80, label=gettext_lazy("Name"), help_text=gettext_lazy("What you search for when you answer.")
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        label=gettext_lazy("For"),
        empty_label=gettext_lazy("Everybody"),
        help_text=gettext_lazy("Only members of this team are offered it."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Offered when answering"))
    field_order = ["name", "team", "body", "is_active"]

    def __init__(self, *args: Any, reply: CannedReply, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reply = reply
        self.fields["team"].queryset = Team.objects.filter(Q(is_active=True) | Q(pk=reply.team_id or 0))  # type: ignore[attr-defined]  # a model's
        if reply.pk:
            self.initial.update({"name": reply.name, "team": reply.team_id, "is_active": reply.is_active})

    def begun(self) -> str:
        return self.reply.html

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_body(self) -> str:
        body = super().clean_body()
        unknown = unknown_in(html_to_text(body) if self.is_html else body)
        if unknown:
            raise forms.ValidationError(_("Unknown placeholder: %(names)s") % {"names": ", ".join(unknown)})
        return body

    def clean(self) -> dict[str, Any]:
        super().clean()
        name, team = self.cleaned_data.get("name"), self.cleaned_data.get("team")
        same = CannedReply.objects.alias(lower=Lower("name")).filter(lower=(name or "").lower(), team=team)
        if name and same.exclude(pk=self.reply.pk).exists():
            self.add_error("name", _("There is one of this name already."))
        return self.cleaned_data
