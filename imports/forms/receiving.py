"""A file is brought, and said how it is written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.choices import Encoding, Separator
from imports.models import Import
from imports.targets import Target

ACCEPTED = ".csv,.tsv,.txt,.xlsx"


class UploadForm(forms.Form):
    """What it is judged by are its bytes; so the worker says what cannot be read."""

    target = forms.ChoiceField(label=gettext_lazy("What is in it"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("CSV or an Excel workbook (XLSX); the first row says what the columns are called."),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, *args: Any, targets: Sequence[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(target.key, str(target.label)[:1].upper() + str(target.label)[1:]) for target in targets]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            limit = filesizeformat(settings.IMPORT_MAX_BYTES)
            raise forms.ValidationError(_("The file may be %(limit)s at most; please split it.") % {"limit": limit})
        return file


class ReadingForm(forms.Form):
    """How the file is written, where the guess was wrong. A workbook has sheets instead."""

    encoding = forms.ChoiceField(label=gettext_lazy("Character encoding"), choices=Encoding.choices)
    separator = forms.ChoiceField(label=gettext_lazy("Between columns"), choices=Separator.choices)
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))

    def __init__(self, *args: Any, importing: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if importing.is_workbook:
            del self.fields["encoding"], self.fields["separator"]
            sheets = self.fields["sheet"]
            sheets.choices = [(name, name) for name in importing.sheets]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["sheet"]
        self.initial = {name: getattr(importing, name) for name in self.fields}
