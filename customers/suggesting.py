"""Finds those we serve, and what they have of ours, while one types."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from customers.kinds import CONTACTS, MOST, PARTNERS, Kind, kind_of
from customers.models import Contact
from ui.controls import SUGGESTING

__all__ = ["PARTNERS", "ReferenceField"]

#: As a suggestion ends: “Lift 2 #17”.
CHOSEN = re.compile(r"^(?P<name>.*?)\s*#(?P<pk>\d{1,18})$")


def contacts_like(words: str) -> QuerySet[Contact]:
    """Name, address or organisation; nothing typed suggests the newest."""
    return CONTACTS.like(words) if words else Contact.objects.select_related("organisation").order_by("-pk")[:MOST]


class SuggestionsInput(forms.TextInput):
    """Asks for suggestions while one types; without script a name or a number is typed."""

    template_name = SUGGESTING
    kind: Kind

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        options = f"{(attrs or {}).get('id', name)}-suggestions"
        asking = {
            "list": options,
            "autocomplete": "off",
            "hx-get": reverse(f"suggestions_{self.kind.key}"),
            "hx-trigger": "focus once, input changed delay:150ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        return super().get_context(name, value, {**asking, **(attrs or {})})


class ReferenceField(forms.CharField):
    """One record of a kind: chosen from what is suggested, or typed: its name, its number, or “#17”.

    `of` is the noun, or a kind like PARTNERS. Only what is active can be chosen; what the form begins with may stay as it
    is, also where it was renamed or exchanged since the page was made (`show_hidden_initial`). An empty field asks the
    database nothing, one that begins with the record itself asks nothing either.
    """

    widget = SuggestionsInput

    def __init__(self, of: type[Model] | Kind, **kwargs: Any) -> None:
        self.kind = of if isinstance(of, Kind) else kind_of(of)
        self.kept: Model | None = None
        self.shown: str | None = None
        super().__init__(**{"max_length": 220, **kwargs})
        if isinstance(self.widget, SuggestionsInput):
            self.widget.kind = self.kind

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """The first thing a form asks of its field, so that what it begins with is known when it is checked."""
        self.kept = self._record(form.get_initial_for_field(self, field_name))
        self.shown = form.data.get(form.add_initial_prefix(field_name)) if self.show_hidden_initial else None
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else str(self._record(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.to_python(data)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        if words == self.shown or (self.kept and words == str(self.kept)):
            return self.kept
        found = list(self.kind.offered().filter(self._meant(words))[:2])
        if len(found) == 1:
            return found[0]
        raise ValidationError(
            _("Several are called this; please choose one of the list.")
            if found
            else _("Nothing here is called this; please choose one of the list.")
        )

    def _meant(self, words: str) -> Q:
        chosen = CHOSEN.match(words)
        if not chosen:
            return self.kind.called(words)
        name, pk = chosen["name"], int(chosen["pk"])
        return self.kind.called(words) | (Q(pk=pk) & (self.kind.called(name) if name else Q()))

    def _record(self, value: Any) -> Model | None:
        """A record stays what it is, its key is looked up once; what somebody typed is none yet."""
        if isinstance(value, Model) or not isinstance(value, int):
            return value if isinstance(value, Model) else None
        known = self.kept is not None and self.kept.pk == value
        return self.kept if known else self.kind.model._default_manager.filter(pk=value).first()
