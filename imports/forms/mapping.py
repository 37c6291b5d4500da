"""What the columns of a file are, and what to do with its rows."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exports.choices import Form
from imports.models import Import
from imports.recipes import Recipe
from imports.refusing import Wrong
from imports.targets import SEVERAL, Field, Importer, Target

UPDATE, SKIP = "update", "skip"
COLUMN, FIXED = "column_", "fixed_"
LONGEST_FIXED: Final = 2000


class MappingForm(forms.Form):
    """`column_0` says which field the first column is, `fixed_status` what holds where the file says nothing of the status."""

    recognise = forms.ChoiceField(label=gettext_lazy("How to know what is here already"), required=False)
    known = forms.ChoiceField(
        label=gettext_lazy("What is here already"),
        choices=[(UPDATE, gettext_lazy("Change it as the file says")), (SKIP, gettext_lazy("Leave it alone"))],
        widget=forms.RadioSelect,
    )
    makes = forms.MultipleChoiceField(
        label=gettext_lazy("Create what is not here yet"), required=False, widget=forms.CheckboxSelectMultiple
    )
    clears = forms.BooleanField(
        label=gettext_lazy("Empty cells empty the field"),
        required=False,
        help_text=gettext_lazy("Off: an empty cell leaves what is there."),
    )
    letters = forms.BooleanField(
        label=gettext_lazy("Tell people by e-mail"),
        required=False,
        help_text=gettext_lazy("Off: nobody is told anything. On: as if you had opened each open ticket by hand."),
    )

    def __init__(self, *args: Any, importing: Import, target: Target, importer: Importer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.importing, self.offered = importing, list(importer.fields)
        self.by_key = {field.key: field for field in self.offered}
        recipe = Recipe.read(importing.recipe)
        self._add_columns(recipe)
        self._add_fixed(recipe)
        keys = [("", _("Not at all: every row is a new one")), *((key.field, key.label) for key in importer.keys)]
        self._choose("recognise", keys)
        if stays := [field.label for field in self.offered if field.is_for_new]:
            self.fields["known"].help_text = _("Stays as it is in any case: %(fields)s") % {"fields": ", ".join(stays)}
        self._choose("makes", [(field.key, field.label) for field in self.offered if field.can_make])
        if not target.has_letters:
            del self.fields["letters"]
        usual: dict[str, Any] = {
            "recognise": recipe.recognise,
            "known": UPDATE if recipe.updates else SKIP,
            "makes": sorted(recipe.makes),
            "clears": recipe.clears,
            "letters": recipe.letters,
        }
        self.initial = {**self.initial, **usual}

    def columns(self) -> Iterator[tuple[str, list[str], forms.BoundField]]:
        """Each column's words in the header, and the control that says what it is; examples are the page's business."""
        for place, words in enumerate(self.importing.header):
            yield words or _("Column %(number)s") % {"number": place + 1}, [], self[f"{COLUMN}{place}"]

    def fixed(self) -> list[forms.BoundField]:
        """What can be said once for all rows; what is needed first."""
        needed = sorted(self.offered, key=lambda field: not field.is_needed)
        return [self[f"{FIXED}{field.key}"] for field in needed]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        said = [key for key in (cleaned.get(f"{COLUMN}{place}") for place in range(len(self.importing.header))) if key]
        for key in {key for key in said if said.count(key) > 1}:
            place = next(place for place in range(len(self.importing.header)) if cleaned.get(f"{COLUMN}{place}") == key)
            self.add_error(f"{COLUMN}{place}", _("Two columns are “%(field)s”.") % {"field": self.by_key[key].label})
        if (key := cleaned.get("recognise")) and key not in said:
            self.add_error("recognise", _("No column is “%(field)s”.") % {"field": self.by_key[key].label})
        for field in self.offered:
            self._check_fixed(field, cleaned.get(f"{FIXED}{field.key}") or "")
        if not said:
            self.add_error(None, _("Please say of at least one column what it is."))
        return cleaned

    def recipe(self) -> Recipe:
        said = self.cleaned_data
        columns = {place: key for place in range(len(self.importing.header)) if (key := said[f"{COLUMN}{place}"])}
        fixed = {field.key: words for field in self.offered if (words := said[f"{FIXED}{field.key}"])}
        return Recipe(
            columns=columns,
            fixed=fixed,
            recognise=said["recognise"],
            updates=said["known"] == UPDATE,
            makes=frozenset(said["makes"]),
            clears=said["clears"],
            letters=bool(said.get("letters")),
        )

    def _add_columns(self, recipe: Recipe) -> None:
        choices = [("", _("Leave out")), *((field.key, _offered(field)) for field in self.offered)]
        for place, words in enumerate(self.importing.header):
            self.fields[f"{COLUMN}{place}"] = forms.ChoiceField(label=words, choices=choices, required=False)
            self.initial[f"{COLUMN}{place}"] = recipe.columns.get(place, "")

    def _add_fixed(self, recipe: Recipe) -> None:
        for field in self.offered:
            made = forms.CharField(label=field.label, required=False, max_length=LONGEST_FIXED, help_text=field.help)
            self.fields[f"{FIXED}{field.key}"] = made
            self.initial[f"{FIXED}{field.key}"] = recipe.fixed.get(field.key, "")

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def _check_fixed(self, field: Field, words: str) -> None:
        """Wrong once would be wrong in every row."""
        name = f"{FIXED}{field.key}"
        if not words or name in self.errors:
            return
        try:
            value = field.read(words)
        except Wrong as wrong:
            self.add_error(name, str(wrong))
            return
        wanted = value if isinstance(value, list) else [value]
        makes = field.is_free or field.key in (self.cleaned_data.get("makes") or ())
        found = field.find(wanted) if field.find else {}
        if field.find and not makes and any(found.get(each) in (None, SEVERAL) for each in wanted):
            self.add_error(name, _("“%(words)s” is unknown.") % {"words": words[:80]})


def _offered(field: Field) -> str:
    return _("%(field)s (new ones only)") % {"field": field.label} if field.is_for_new else field.label


class ReportForm(forms.Form):
    """Which rows of the report."""

    form = forms.ChoiceField(label=gettext_lazy("Format"), choices=Form.choices, initial=Form.EXCEL)
    rows = forms.ChoiceField(
        label=gettext_lazy("Rows"),
        choices=[("failed", gettext_lazy("Only those with errors, to mend and bring again")), ("all", gettext_lazy("All"))],
        widget=forms.RadioSelect,
    )
