"""Puts many tickets on paper: one file, or a file for each in an archive (CP-12, C-39)."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile

from django.core.files.base import ContentFile, File
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exports.making import Impossible, Product, Progress
from exports.models import Export
from exports.paper import Press
from tickets.choices import Variant
from tickets.mass.choices import Binding
from tickets.models import Ticket
from tickets.printing import Paper, paper_of

NOT_YOURS: Final = gettext_noop("You can no longer see any of these tickets.")
AT_ONCE: Final = 50


def print_tickets(export: Export, progress: Progress) -> Product:
    """Those of the tickets that their owner may see when their turn comes, in order of their numbers."""
    name = f"{_('Tickets')}-{timezone.localdate().isoformat()}"
    if export.ask["binding"] == Binding.ONE:
        return Product(_bound(export, progress), f"{name}.pdf", "application/pdf")
    return Product(_archived(export, progress), f"{name}.zip", "application/zip")


def _bound(export: Export, progress: Progress) -> "File[bytes]":
    press = Press()
    laid_out = [press.lay_out(paper.html, pictures=paper.pictures, accent=paper.accent) for paper in _papers(export, progress)]
    if not laid_out:
        raise Impossible(NOT_YOURS)
    return ContentFile(press.bind(laid_out))


def _archived(export: Export, progress: Progress) -> "File[bytes]":
    """A PDF is packed already: it is stored as it is."""
    press = Press()
    file: Any = TemporaryFile()  # noqa: SIM115 -- closed by whoever keeps it
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for paper in _papers(export, progress):
            laid_out = press.lay_out(paper.html, pictures=paper.pictures, accent=paper.accent)
            archive.writestr(f"{paper.name}.pdf", press.bind([laid_out]))
        if not archive.namelist():
            raise Impossible(NOT_YOURS)
    file.seek(0)
    return File(file)


def _papers(export: Export, progress: Progress) -> Iterator[Paper]:
    """A batch at a time; whoever lost the right to see one meanwhile does not get it."""
    owner, numbers, variant = export.user, sorted(export.ask["numbers"]), Variant(export.ask["variant"])
    progress(0, len(numbers))
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        tickets = Ticket.objects.visible_to(owner).for_page().in_bulk(some)
        for done, number in enumerate(some, start=start + 1):
            if number in tickets:
                yield paper_of(tickets[number], variant=variant, by=owner)
            progress(done, len(numbers))
