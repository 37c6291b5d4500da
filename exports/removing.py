"""Takes exports away, with their files."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile

from exports.models import Export


def forget(*topics: str) -> None:
    """What it is about changed so that no copy may stay: files go with this commit, what is being made is never ready."""
    remove(Export.objects.filter(topic__in=topics))


@transaction.atomic
def remove(exports: QuerySet[Export]) -> None:
    """Rows first, then files: one that stays behind is swept (decision 0011)."""
    gone = list(exports.select_for_update())
    files = [export.file for export in gone if export.file.name]
    Export.objects.filter(pk__in=[export.pk for export in gone]).delete()
    transaction.on_commit(lambda: _delete(files))


def _delete(files: list[FieldFile]) -> None:
    for file in files:
        file.storage.delete(str(file.name))
