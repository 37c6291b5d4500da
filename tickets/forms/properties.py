"""What is set about a ticket."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import workers
from accounts.models import Team, User
from customers.models import Contact, Organisation
from customers.suggesting import ReferenceField
from tickets.actions.moving import Incomplete, NotAllowed
from tickets.choices import Access
from tickets.forms.entries import EntryField
from tickets.forms.filling import Group, Offers, groups_of, input_for, opened, values_of
from tickets.models import Status, Ticket, TicketType
from tickets.particulars import SOME, particulars_of
from tickets.showing import said_of

NEEDED = {
    "solution": _("Please write down the solution before you resolve the ticket."),
    "report": _("Please write down the report before you resolve the ticket."),
}


class PropertiesForm(forms.Form):
    """What staff may set on a ticket of its type (C-09). What is not offered any more may stay.

    Saved with the `version` it was read at. Each field also carries what it was on the page, so that only what somebody
    set counts as their change, and a field that a page of yesterday lacks stays as it is.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, ticket: Ticket, people: Sequence[User] = ()) -> None:
        super().__init__(data)
        self.ticket = ticket
        self.held = particulars_of(ticket)
        self.rules = [rule for rule in self.held.rules if rule.staff != Access.HIDDEN]
        self.initial["version"] = ticket.version
        self._add("type", _type_field(self.held.types))
        self._add("status", _status_field(ticket, self.held.statuses))
        self.offers = Offers(lists=self.held.lists, people=people, teams=self.held.teams)
        for rule in self.rules:
            if rule.staff_may_set and rule.key != "assets" and self._is_referable(rule.key):
                self._add(rule.key, input_for(rule, offers=self.offers, access=rule.staff))
        for name, made in customer_fields().items():
            if self._is_referable(name):
                self._add(name, made)
        self._add("subject", forms.CharField(label=_("Subject"), max_length=200))
        if data is not None:
            self._leave_out_what_the_page_lacks(data)
        self.initial.update(_initial(ticket, self.fields, tags=[tag.name for tag in self.held.tags]))

    def _is_referable(self, key: str) -> bool:
        return key not in SOME or key in self.held.referable or getattr(self.ticket, key, None) is not None

    def _add(self, name: str, made: forms.Field | None) -> None:
        if made is not None:
            made.show_hidden_initial = True
            self.fields[name] = made

    def _leave_out_what_the_page_lacks(self, data: Any) -> None:
        for name in [*self.fields]:
            if name not in data and self.add_initial_prefix(name) not in data and name != "version":
                del self.fields[name]

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def refuse(self, refusal: NotAllowed | Incomplete) -> None:
        """The verb's no, beside the field that can mend it."""
        field = "status" if isinstance(refusal, NotAllowed) or refusal.field not in self.fields else refusal.field
        self.add_error(field, refusal_in_words(refusal))

    def groups(self) -> list[Group]:
        """Type and status first; the subject, which rarely changes, last."""
        first, *others = groups_of(self, self.rules)
        known = [self[name] for name in ("type", "status") if name in self.fields]
        rest = ((_("Concerning"), ["requester", "organisation"]), (_("Subject"), ["subject"]))
        last = [Group(str(title), [self[name] for name in names if name in self.fields]) for title, names in rest]
        return [Group("", known + first.fields), *others, *(group for group in last if group.fields)]

    def shown(self) -> list[tuple[str, str]]:
        """Labels and words of what staff may only read."""
        return said_of(self.ticket, [rule for rule in self.rules if rule.staff == Access.READ])

    def changes(self) -> dict[str, Any]:
        """What somebody set, as the verb takes it."""
        return values_of(self.cleaned_data, [name for name in self.changed_data if name != "version"])


def customer_fields() -> dict[str, forms.Field]:
    """Whom the ticket is about (bezogen auf, CP-17); the project is one of the other fields."""
    return {
        "requester": ReferenceField(
            Contact, label=_("Contact"), help_text=_("Gets the answers from now on, and reads all of them in the portal.")
        ),
        "organisation": ReferenceField(Organisation, label=_("Organisation"), required=False),
    }


def refusal_in_words(refusal: NotAllowed | Incomplete) -> str:
    if isinstance(refusal, Incomplete):
        return str(NEEDED[refusal.field])
    words = {"here": str(refusal.before), "there": str(refusal.after)}
    return str(_("The workflow does not lead from “%(here)s” to “%(there)s”.")) % words


def _type_field(types: Sequence[TicketType]) -> forms.Field | None:
    """Where there is one type only, nobody need know that there are types."""
    return EntryField(types, label=_("Type"), required=True) if len(types) > 1 else None


def _status_field(ticket: Ticket, statuses: Sequence[Status]) -> forms.Field:
    field = EntryField(statuses, label=_("Status"), required=True)
    field.widget.attrs["data-shortcut"] = "s"
    names = ", ".join(gettext("“%(name)s”") % {"name": status} for status in statuses if status.pk != ticket.status_id)
    said = _("From “%(here)s” the workflow leads to %(there)s only.")
    leads = said if names else _("From “%(here)s” the workflow leads to no other status.")
    field.error_messages["invalid_choice"] = leads % {"here": ticket.status, "there": names}
    return field


def _initial(ticket: Ticket, fields: Mapping[str, forms.Field], *, tags: list[str]) -> dict[str, Any]:
    """What the ticket holds, as its controls begin."""
    initial: dict[str, Any] = {name: getattr(ticket, name) for name in fields if name != "tags" and hasattr(ticket, name)}
    initial["tags"] = tags
    own = {f"custom_{pk}": value for pk, value in ticket.custom.items()}
    return initial | {key: opened(own[key], fields[key]) for key in own if key in fields}


class AssignmentForm(forms.Form):
    """Responsible is a user or a team, or nobody: one list, people who work on tickets and teams (BR-9, C-21)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    to = forms.ChoiceField(required=False, label=_("Responsible"))

    def __init__(self, *args: Any, ticket: Ticket | None = None, offers: Offers | None = None, **kwargs: Any) -> None:
        offers = offers or Offers(people=workers(), teams=list(Team.objects.filter(is_active=True)))
        self.people = {f"user-{user.pk}": user for user in offers.people}
        self.teams = {f"team-{team.pk}": team for team in offers.teams}
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
