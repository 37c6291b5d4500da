"""Writes those we serve into a file, as their list's address finds them."""

from django.http import QueryDict

from customers.exporting import export_records
from exports.making import Product, Progress
from exports.models import Export
from tickets.directory import DIRECTORIES
from tickets.directory.listing import entries_of
from ui.orders import ordered


def export_entries(export: Export, progress: Progress) -> Product:
    """With the filters and in the order of the address; other records have none, and lie by name."""
    directory = DIRECTORIES.get(export.ask["sheet"])
    if directory is None:
        return export_records(export, progress)
    entries = entries_of(directory, QueryDict(export.ask["query"]), user=export.user)
    return export_records(export, progress, ordered=ordered(entries.rows(), entries.sort.by))
