"""Time that was spent, as somebody types it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.models import Effort
from tickets.revisions import may_edit_all

#: As clocks show it, or minutes alone.
CLOCK = re.compile(r"^(?:(\d{1,4}):)?(\d{1,4})$")
LONGEST_NOTE = Effort._meta.get_field("note").max_length


class ClockField(forms.Field):
    """“1:05” is an hour and five minutes, “25” are minutes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"autocomplete": "off"}), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, timedelta):
            return value
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"

    def to_python(self, value: Any) -> Any:
        if not value:
            return None
        read = CLOCK.match(str(value).strip())
        if not read or (read[1] and int(read[2]) > 59):
            raise ValidationError(gettext("Please write hours and minutes, such as 1:05."))
        return timedelta(hours=int(read[1] or 0), minutes=int(read[2]))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The clock's seconds, which nobody sees, are no change."""
        return bool(self.prepare_value(initial) != (data or "").strip())


class AmountField(forms.DecimalField):
    """With the reader's own decimal mark: 1,5 is one and a half in German."""

    def __init__(self, **kwargs: Any) -> None:
        digits = {"max_digits": 6, "decimal_places": 2, "min_value": Decimal(0)}
        super().__init__(**{**digits, "required": False, "localize": True, "widget": forms.TextInput, **kwargs})


class _EffortForm(forms.Form):
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(
        label=_("Note"), max_length=LONGEST_NOTE, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    is_billable = forms.BooleanField(label=_("Billable"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, effort: Effort | None = None, auto_id: str = "effort-%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.initial = {name: getattr(effort, name) for name in self.fields if name != "token"} if effort else {}
        self.initial = self.initial or {"on": timezone.localdate(), "token": uuid4()}

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(gettext("This day lies in the future."))
        return on

    @property
    def spent(self) -> dict[str, Any]:
        """As the verbs take it."""
        unseen = {"token"} if "measured" in self.changed_data else {"token", "measured"}
        return {name: value for name, value in self.cleaned_data.items() if name not in unseen}

    @property
    def given_token(self) -> UUID:
        return self.cleaned_data["token"] or uuid4()


class HandForm(_EffortForm):
    """Hours and days by hand (CP-23, CP-25); for somebody else only if one administers the workspace."""

    hours = AmountField(label=_("Hours"))
    days = AmountField(label=_("Days"))
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), empty_label=None)

    field_order = ["hours", "days", "on", "person", "note", "is_billable", "token"]

    def __init__(self, data: Any = None, *, user: User, effort: Effort | None = None, is_short: bool = False) -> None:
        super().__init__(data, effort=effort)
        self.initial.setdefault("person", user)
        if is_short or not may_edit_all(user):
            del self.fields["person"]
        else:
            people = User.objects.filter(pk__in=User.objects.assignable().values("pk"))
            self.fields["person"].queryset = people | User.objects.filter(pk=self.initial["person"].pk)  # type: ignore[attr-defined]  # a model's choice

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not {"hours", "days"} & set(self.errors):
            said["hours"], said["days"] = said.get("hours") or None, said.get("days") or None
            if not said["hours"] and not said["days"]:
                self.add_error("hours", gettext("Please give hours, days, or both."))
        return said


class MeasuredForm(_EffortForm):
    """What the clock said, to be corrected: that of an effort, or what was measured since."""

    measured = ClockField(label=_("Time (hours:minutes)"))

    field_order = ["measured", "on", "note", "is_billable", "token"]

    def __init__(self, data: Any = None, *, effort: Effort | None = None, measured: timedelta | None = None) -> None:
        super().__init__(data, effort=effort, auto_id="measured-%s")
        self.initial.setdefault("measured", measured)
