"""Puts all files of a ticket into one archive (CP-52)."""

from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.base import File
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exports.making import Impossible, Product, Progress
from exports.models import Export
from tickets.access import ticket_for
from tickets.documents import documents_of
from tickets.models import Attachment
from tickets.printing import NOT_YOURS

NOTHING: Final = gettext_noop("This ticket has no files any more.")
#: Where archives begin to count years.
FIRST_YEAR: Final = 1980


def bundle(export: Export, progress: Progress) -> Product:
    """Those files that the owner may see when their turn comes, in the order they came; internal ones in a folder of their own.

    Two of one name are told apart. One that is missing on the disk is named in a list beside the others.
    """
    try:
        ticket = ticket_for(export.user, int(export.ask["number"]))
    except Http404 as gone:
        raise Impossible(NOT_YOURS) from gone
    files = list(documents_of(ticket, seen_by=export.user).order_by("pk"))
    if not files:
        raise Impossible(NOTHING)
    return Product(_packed(files, progress), f"{_('Ticket')}-{ticket.pk}-{_('Files')}.zip", "application/zip")


def _packed(files: list[Attachment], progress: Progress) -> "File[bytes]":
    packed: Any = TemporaryFile()  # noqa: SIM115 -- closed by whoever keeps it
    missing: list[str] = []
    progress(0, len(files))
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for done, (path, file) in enumerate(_named(files), start=1):
            try:
                _add(archive, path, file)
            except FileNotFoundError:
                missing.append(path)
            progress(done, len(files))
        if missing:
            archive.writestr(f"{_('Missing files')}.txt", "\n".join(missing))
    packed.seek(0)
    return File(packed)


def _add(archive: ZipFile, path: str, file: Attachment) -> None:
    with file.file.open("rb") as content:
        entry = ZipInfo(path, _moment(file))
        entry.compress_type, entry.file_size = ZIP_DEFLATED, file.size
        with archive.open(entry, "w") as place:
            copyfileobj(content, place)


def _moment(file: Attachment) -> tuple[int, int, int, int, int, int]:
    """When it came, in the owner's time."""
    at = timezone.localtime(file.message.created_at) if file.message else timezone.localtime()
    return max(at.year, FIRST_YEAR), at.month, at.day, at.hour, at.minute, at.second


def _named(files: list[Attachment]) -> Iterator[tuple[str, Attachment]]:
    """`plan.pdf`, `plan (2).pdf`, whatever the capitals: file systems differ in them."""
    taken: set[str] = set()
    for file in files:
        folder = f"{_('Internal')}/" if file.message and file.message.is_internal else ""
        stem, dot, ending = file.name.rpartition(".")
        stem, ending = (stem, f".{ending}") if dot and stem else (file.name, "")
        path, count = f"{folder}{file.name}", 1
        while path.lower() in taken:
            count += 1
            path = f"{folder}{stem} ({count}){ending}"
        taken.add(path.lower())
        yield path, file
