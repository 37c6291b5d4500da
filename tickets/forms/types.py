"""Ticket types, as administrators type them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from tenants.divisions.models import Division
from tickets.choices import TypeKind
from tickets.models import TicketType

ICONS = [
    ("inbox", _("Inbox")),
    ("message-circle", _("Question")),
    ("wrench", _("Repair")),
    ("hammer", _("Building work")),
    ("triangle-alert", _("Fault")),
    ("siren", _("Emergency")),
    ("zap", _("Electricity")),
    ("droplets", _("Water")),
    ("thermometer", _("Heating")),
    ("sparkles", _("Cleaning")),
    ("key-round", _("Keys")),
    ("shield", _("Safety")),
    ("server", _("Server")),
    ("monitor", _("Computer")),
    ("phone", _("Phone")),
    ("printer", _("Printer")),
    ("package", _("Delivery")),
    ("car", _("Vehicle")),
    ("building-2", _("Building")),
    ("calendar", _("Appointment")),
    ("file-text", _("Document")),
    ("clipboard-list", _("Inspection")),
    ("lightbulb", _("Idea")),
    ("sun", _("Holiday")),
]

SWITCHES = [
    "opens_when_claimed",
    "reopens_when_answered",
    "closes_from_anywhere",
    "needs_solution",
    "needs_report",
    "tells_changes",
    "measures_time",
]


class TypeForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    icon = forms.ChoiceField(label=_("Icon"), choices=ICONS, widget=forms.RadioSelect)
    #: Not the model's field, which would refuse a second one; the verb relieves the one before.
    takes_over = forms.BooleanField(
        label=_("Taken when none is given"),
        help_text=_("E-mails become tickets of this type. Only one type can be; it takes over from the one before."),
        required=False,
    )

    class Meta:
        model = TicketType
        fields = [
            "name",
            "kind",
            "description",
            "icon",
            "colour",
            "team",
            "is_active",
            "is_shown_to_customers",
            "is_open_to_customers",
            "divisions",
            "reopen_days",
            *SWITCHES,
        ]
        widgets = {"colour": forms.RadioSelect, "divisions": forms.CheckboxSelectMultiple}
        help_texts = {
            "kind": _("Absence requests can't be ordered by a form; documents are offered as downloads at an object."),
            "description": _("One sentence for whoever chooses a type."),
            "team": _("New tickets of this type go to this team."),
            "is_active": _("Off: nobody can choose it any more; its tickets keep it."),
            "is_shown_to_customers": _(
                "Off: customers neither see nor create such tickets, "
                "unless the type is released to them on the page of their organisation."
            ),
            "divisions": _("None ticked: it is for all of them. The object of a ticket says which division it belongs to."),
            "is_open_to_customers": _(
                "Off: only staff open tickets of this type. If no type is on, customers get the default one."
            ),
            "reopen_days": _(
                "An answer within so many days opens a closed ticket again; later it becomes a new ticket, linked to the old one."
            ),
            "opens_when_claimed": _("Claiming or changing a new ticket moves it to the open status."),
            "reopens_when_answered": _("The customer's answer brings it back to the desk."),
            "closes_from_anywhere": _("Whatever the workflow says, it can be closed."),
            "needs_solution": _("Nobody resolves or closes it before the solution is written down."),
            "tells_changes": _(
                "Each of these changes is sent by e-mail, as far as customers see the field. "
                "Whoever makes the change reads that before saving."
            ),
            "measures_time": _(
                "Only while somebody works in the open ticket; they see that it runs, and can pause and correct it. "
                "Off: nothing is measured. Agree on it with those who work here."
            ),
            "needs_report": _("Nobody resolves or closes it before the findings are written down."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["takes_over"] = self.instance.is_default
        team = self.fields["team"]
        team.empty_label = _("No team")  # type: ignore[attr-defined]  # a model's choice
        team.queryset = Team.objects.filter(is_active=True) | Team.objects.filter(pk=self.instance.team_id)  # type: ignore[attr-defined]  # as above
        if Division.objects.count() < 2:
            del self.fields["divisions"]
        if self.instance.pk and not self.instance.name:
            self.fields["name"].widget.attrs["placeholder"] = str(self.instance)
            self.fields["name"].help_text = _("Empty: the word for a request, in each reader's language.")
        else:
            self.fields["name"].required = True
        if self.instance.is_default:
            self.fields["takes_over"].disabled = self.fields["is_active"].disabled = True
            self.fields["takes_over"].help_text = _("To change that, let another type be taken instead.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "name" in cleaned and _is_taken(TicketType(name=cleaned["name"]), besides=self.instance):
            self.add_error("name", _("There is a type of this name already."))
        if cleaned.get("takes_over") and not cleaned.get("is_active"):
            self.add_error("is_active", _("What is taken when none is given has to be active."))
        if cleaned.get("is_open_to_customers") and cleaned.get("kind") == TypeKind.DOCUMENT:
            self.add_error("is_open_to_customers", _("Documents are put there by staff only."))
        elif cleaned.get("is_open_to_customers") and not cleaned.get("is_shown_to_customers"):
            self.add_error("is_open_to_customers", _("Customers who can choose it have to see its tickets, too."))
        if cleaned.get("divisions") and (cleaned.get("takes_over") or self.instance.is_default):
            self.add_error("divisions", _("What is taken when none is given has to be for all of them."))
        return cleaned

    @property
    def switches(self) -> list[forms.BoundField]:
        return [self[name] for name in SWITCHES]


def _is_taken(type_: TicketType, *, besides: TicketType) -> bool:
    return any(str(one).casefold() == str(type_).casefold() for one in TicketType.objects.exclude(pk=besides.pk))
