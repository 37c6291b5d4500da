"""What somebody decides before a list is taken along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Permission
from accounts.models import User
from customers.sheets import SHEETS
from exports.choices import Form

LONGEST_ADDRESS = 4000


class ListForm(forms.Form):
    """`query` is the address of the list, `columns` what of each ticket; those we serve have all their columns."""

    what = forms.ChoiceField(label=_("List"))
    query = forms.CharField(required=False, max_length=LONGEST_ADDRESS, widget=forms.HiddenInput, strip=False)
    columns = forms.ChoiceField(
        label=_("Columns"),
        choices=[("view", _("As in the list")), ("all", _("All, with report and solution"))],
        widget=forms.RadioSelect,
        required=False,
    )
    form = forms.ChoiceField(label=_("Format"), choices=Form.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tickets = [("tickets", _("Tickets"))] if user.may(Permission.WORK_TICKETS) else []
        sees_customers = user.may(Permission.WORK_TICKETS) or user.may(Permission.MANAGE_CUSTOMERS)
        choices = [*tickets, *((sheet.key, sheet.label) for sheet in SHEETS.values() if sees_customers)]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.initial.setdefault("columns", "view")
        self.initial.setdefault("form", Form.EXCEL)
