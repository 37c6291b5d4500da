"""Files in a form: several at once, within the limits, nothing that runs."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.actions.attaching import Upload
from tickets.actions.scanning import Finding, scan

#: What a double click would run on somebody's machine. Archives of such are the mail scanner's business.
RUNNABLE = """
    app bat bin chm cmd com cpl dll dmg exe gadget hta inf ins iso jar js jse lnk msc msi msp mst ocx pif pkg
    ps1 psm1 reg scf scr sct sh sys url vb vbe vbs vhd vhdx ws wsc wsf wsh xll
"""
#: How programs begin: Windows, Linux, macOS, a script that names its interpreter.
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """Cleans to a list of `Upload`; each complaint names its file and says that files must be chosen again."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "label": gettext_lazy("Files"), **kwargs})

    def clean(self, data: Any, initial: object = None) -> list[Upload]:
        files: Sequence[UploadedFile[bytes]] = [data] if isinstance(data, UploadedFile) else list(data or [])
        complaints = [complaint for file in files if (complaint := _complaint(file))]
        if sum(file.size or 0 for file in files) > settings.UPLOAD_MAX_TOTAL_BYTES:
            limit = filesizeformat(settings.UPLOAD_MAX_TOTAL_BYTES)
            complaints.append(_("All files together may be %(limit)s at most.") % {"limit": limit})
        complaints = complaints or _scanned(files)
        if complaints:
            raise ValidationError([*complaints, _("Your text is still here; please choose the files again.")])
        return [Upload(name=file.name or "", content=file, content_type=file.content_type or "") for file in files]


def _complaint(file: "UploadedFile[bytes]") -> str:
    name = {"name": file.name}
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        return _("“%(name)s” is too large: a file may be %(limit)s at most.") % {
            **name,
            "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
        }
    if not file.size:
        return _("“%(name)s” is empty.") % name
    if _runs(file):
        return _("“%(name)s” is a program; programs are not accepted.") % name
    return ""


def _scanned(files: Sequence["UploadedFile[bytes]"]) -> list[str]:
    """A scanner that does not answer is not waited for once more."""
    complaints: list[str] = []
    for file in files if settings.SCAN_COMMAND else ():
        finding, name = scan(file.read()), {"name": file.name}
        file.seek(0)
        if finding is Finding.UNKNOWN:
            return [*complaints, _("“%(name)s” could not be checked for viruses just now; please try again later.") % name]
        if finding is Finding.HARMFUL:
            complaints.append(_("“%(name)s” was refused by the virus scanner.") % name)
    return complaints


def _runs(file: "UploadedFile[bytes]") -> bool:
    """Judged by its ending and by its first bytes, whatever it calls itself."""
    start = file.read(8)
    file.seek(0)
    return PurePath(file.name or "").suffix.lower().lstrip(".") in RUNNABLE.split() or start.startswith(PROGRAMS)
