"""What is set about a ticket."""

from functools import partial
from typing import Any, TypeVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from tickets.models import Category, Priority, Status, Ticket

DUE_FORMAT = "%Y-%m-%dT%H:%M"


class HiddenMinute(forms.DateTimeInput):
    """What `due_at` was when the page was made, as its control shows it: to the minute."""

    input_type = "hidden"


class PropertiesForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Saved with the `version` it was read at; what is not offered any more may stay.

    Each field also carries what it was on the page, so that only what somebody set counts as their change.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Ticket
        fields = ["status", "priority", "category", "due_at"]
        widgets = {"due_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=DUE_FORMAT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        for name in self._meta.fields or []:
            self.fields[name].show_hidden_initial = True
        self.fields["due_at"].hidden_widget = partial(HiddenMinute, format=DUE_FORMAT)  # type: ignore[assignment]  # makes one
        self.fields["status"].widget.attrs["data-shortcut"] = "s"
        self._offer("status", Status)
        self._offer("priority", Priority)
        self._offer("category", Category)
        if not self.fields["category"].queryset.exists():  # type: ignore[attr-defined]  # a model's choice
            del self.fields["category"]

    def _offer(self, name: str, model: type[Status] | type[Priority] | type[Category]) -> None:
        kept = Q(is_active=True) | Q(pk=getattr(self.instance, f"{name}_id"))
        field = self.fields[name]
        field.queryset = model._default_manager.filter(kept)  # type: ignore[attr-defined]  # a model's choice
        field.empty_label = None if field.required else _("None")  # type: ignore[attr-defined]  # as above

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}

    def _post_clean(self) -> None:
        """The verb sets the values, on the row it has locked; this copy stays as it is on the page."""


class AssignmentForm(forms.Form):
    """Responsible is a user or a team, or nobody: one list, people who work on tickets and teams (BR-9, C-21)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    to = forms.ChoiceField(required=False, label=_("Responsible"))

    def __init__(self, *args: Any, ticket: Ticket | None = None, **kwargs: Any) -> None:
        self.people = {f"user-{user.pk}": user for user in User.objects.assignable()}
        self.teams = {f"team-{team.pk}": team for team in Team.objects.filter(is_active=True)}
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        field.widget.attrs["data-shortcut"] = "a"
        field.choices = self._choices(ticket)  # type: ignore[attr-defined]  # a ChoiceField
        if ticket is not None:
            self.initial = {"version": ticket.version, "to": _key(ticket)}

    def _choices(self, ticket: Ticket | None) -> list[Any]:
        people = [(key, user.name) for key, user in self.people.items()]
        teams = [(key, team.name) for key, team in self.teams.items()]
        groups = [("", _("Nobody")), (_("People"), people), (_("Teams"), teams)]
        return [group for group in groups if group[1]] + self._gone(ticket)

    def _gone(self, ticket: Ticket | None) -> list[tuple[str, str]]:
        """Somebody who left stays readable, but can't be chosen anew: `clean_to` refuses."""
        key = _key(ticket) if ticket else ""
        is_gone = key and key not in {**self.people, **self.teams}
        return [(key, str(ticket.responsible or ticket.team))] if ticket and is_gone else []

    def clean_to(self) -> str:
        key: str = self.cleaned_data["to"]
        if key and key not in {**self.people, **self.teams}:
            raise forms.ValidationError(_("This person no longer works on tickets; please choose somebody else."))
        return key

    def chosen(self) -> dict[str, Any]:
        key = self.cleaned_data["to"]
        return {"responsible": self.people.get(key), "team": self.teams.get(key)}


def _key(ticket: Ticket) -> str:
    if ticket.responsible_id:
        return f"user-{ticket.responsible_id}"
    return f"team-{ticket.team_id}" if ticket.team_id else ""


Filled = TypeVar("Filled", PropertiesForm, AssignmentForm)


def over(form: Filled, ticket: Ticket) -> Filled:
    """The form as it was filled in, over what has become of the ticket: saving it once more is meant."""
    form.data = {**{name: form.data.get(name) for name in form.data}, "version": ticket.version}
    return form
