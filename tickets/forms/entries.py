"""Form fields whose choices were read already: no field asks the database for itself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tickets.models.tag import MOST_TAGS

GONE = _("This value is no longer offered; please choose another one.")


class EntryField(forms.ChoiceField):
    """One of these rows, or none; comes out as the row."""

    default_error_messages = {"invalid_choice": GONE}

    def __init__(self, rows: Sequence[Model], *, empty: object = _("None"), **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        nothing = [] if kwargs.get("required") else [("", empty)]
        super().__init__(choices=[*nothing, *((key, str(row)) for key, row in self.rows.items())], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Model) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class EntriesField(forms.MultipleChoiceField):
    """Several of these rows."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": GONE}

    def __init__(self, rows: Sequence[Model], **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        super().__init__(choices=[(key, str(row)) for key, row in self.rows.items()], **kwargs)

    def clean(self, value: Any) -> Any:
        return [self.rows[key] for key in super().clean(value)]


class TagsField(forms.CharField):
    """Words between commas; the same word twice is once."""

    longest, most = 40, MOST_TAGS

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        words = [" ".join(word.split()) for word in super().clean(value).split(",")]
        tags = [word for at, word in enumerate(words) if word and word.casefold() not in map(str.casefold, words[:at])]
        if any(len(tag) > self.longest for tag in tags):
            raise forms.ValidationError(_("A tag has at most %(most)s characters."), params={"most": self.longest})
        if len(tags) > self.most:
            raise forms.ValidationError(_("A ticket has at most %(most)s tags."), params={"most": self.most})
        return tags
