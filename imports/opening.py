"""Opens a file that was brought: makes the table of it that everything else works on."""

from django.db import transaction
from django.utils import timezone

from imports.choices import Stage, State
from imports.guessing import guessed
from imports.models import Import
from imports.reading import read
from imports.targets import target_named


def take_in(importing: Import) -> bool:
    """All at once: reading a million rows takes a minute. The table is kept before its row says so, and what was there goes."""
    before = importing.table.name
    table, found = read(importing, say=lambda count: _note(importing, count))
    importing.table.save("table.jsonl", table, save=False)
    table.close()
    for name, value in found.items():
        setattr(importing, name, value)
    recipe = guessed(importing, target_named(importing.target).open(importing.user))
    with transaction.atomic():
        mine = Import.objects.under_way().filter(pk=importing.pk, stage=Stage.READING)
        kept = mine.update(
            **found, table=importing.table.name, recipe=recipe.kept(), state=State.DONE, done=found["rows"], total=found["rows"]
        )
    superfluous = before if kept else importing.table.name
    if superfluous:
        importing.table.storage.delete(str(superfluous))
    return False


def _note(importing: Import, count: int) -> None:
    Import.objects.under_way().filter(pk=importing.pk).update(done=count, woken_at=timezone.now())
