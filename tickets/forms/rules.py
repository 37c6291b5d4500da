"""A rule, as an administrator describes it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from tickets.forms.choosing import TicketField
from tickets.models import Rule, Ticket
from tickets.rules.choices import Happening


class RuleForm(forms.Form):
    """To whom it is offered is asked of own actions, whether others act behind it of all others."""

    name = forms.CharField(
        max_length=80, label=_("Name"), help_text=_("It stands in the history of each ticket that the rule changes.")
    )
    happening = forms.ChoiceField(choices=Happening.choices, label=_("When"))
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        label=_("Offered to"),
        empty_label=_("Everybody who works on tickets"),
        help_text=_("Who sees the button on the ticket."),
    )
    goes_on = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Then the rules behind it act as well"),
        help_text=_("Switch it off where this rule is the last word."),
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule.is_own_action:
            teams: Any = self.fields["team"]
            teams.queryset = Team.objects.filter(Q(is_active=True) | Q(pk=rule.team_id or 0))
            del self.fields["goes_on"]
        else:
            del self.fields["team"]
        if rule.pk:
            self.initial = {"name": rule.name, "happening": rule.happening, "team": rule.team_id, "goes_on": rule.goes_on}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def told(self) -> dict[str, Any]:
        """As the verb takes it."""
        return {**self.cleaned_data, "happening": Happening(self.cleaned_data["happening"])}


class TrialForm(forms.Form):
    """Which ticket a rule is tried on; nothing happens to it."""

    ticket = TicketField(label=_("Ticket"), help_text=_("Its number, or words out of it."))

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        field: Any = self.fields["ticket"]
        field.user, field.but = user, Ticket()
