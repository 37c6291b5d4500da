"""A view, as somebody names and shares it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Team, User
from lists.access import audiences_of, teams_of
from lists.choices import ICONS, Audience, ListKind
from lists.models import View
from lists.saving import Sharing

#: Some 60 filters; a browser's address line holds little more.
LONGEST_ADDRESS = 4000


class ViewForm(forms.Form):
    """Only those can be chosen for whom this person may make views. `query` is the address that a new one keeps."""

    name = forms.CharField(max_length=60, label=gettext_lazy("Name"))
    audience = forms.ChoiceField(label=gettext_lazy("For"), initial=Audience.PERSONAL)
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, label=gettext_lazy("Team"), empty_label=gettext_lazy("No team")
    )
    icon = forms.ChoiceField(
        choices=[(icon, icon) for icon in ICONS], widget=forms.RadioSelect, label=gettext_lazy("Icon"), initial=ICONS[0]
    )
    is_counted = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Show the number of open entries"))
    query = forms.CharField(required=False, max_length=LONGEST_ADDRESS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, kind: ListKind, view: View | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audiences = audiences_of(by, kind)
        self.fields["audience"].choices = [(str(each), each.label) for each in audiences]  # type: ignore[attr-defined]  # a choice's
        if Audience.TEAM in audiences:
            self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams_of(by)])  # type: ignore[attr-defined]  # a model's
        else:
            del self.fields["team"]
        if view:
            kept = {name: getattr(view, name) for name in ("name", "audience", "icon", "is_counted")}
            self.initial.update({**kept, "team": view.team_id})

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("audience") == Audience.TEAM and not self.cleaned_data.get("team") and "team" not in self.errors:
            self.add_error("team", _("Please choose a team."))
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        """As the verbs take it."""
        audience = Audience(self.cleaned_data["audience"])
        team = self.cleaned_data.get("team") if audience == Audience.TEAM else None
        return {"sharing": Sharing(audience, team), **{name: self.cleaned_data[name] for name in ("name", "icon", "is_counted")}}
