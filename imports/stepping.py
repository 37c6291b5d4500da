"""Takes the next rows of an import, in one transaction with whatever is done about them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import transaction

from imports.choices import State
from imports.models import Import, Known, Line
from imports.planning import plan
from imports.recipes import Recipe
from imports.tables import Row, rows_from
from imports.targets import Importer, Plan, target_named

AT_ONCE: Final = 500
#: Makes lines of plans, the first so and so many of them; the rest comes next.
Doing = Callable[[Import, Importer, Recipe, Sequence[Plan]], Sequence[Line]]


def step(importing: Import, *, doing: Doing) -> bool:
    """The next rows; False when there are none left, or when somebody stopped it.

    Lines, and how far it is, are written in the transaction that does them: a row is done with its line, or not at all.
    """
    with mine(importing) as held:
        if held is None:
            return False
        recipe, importer = Recipe.read(held.recipe), target_named(held.target).open(importing.user)
        if held.offset == 0:
            for model in (Line, Known):
                model._default_manager.filter(importing=held).exclude(run=held.run).delete()
        rows = _next(held)
        if not rows:
            held.state = State.DONE
            held.save(update_fields=["state"])
            return False
        plans = plan((row for row, _offset in rows), importer=importer, recipe=recipe, salt=f"{held.pk}:{held.run}")
        lines = doing(held, importer, recipe, plans)
        Line.objects.bulk_create(lines)
        held.offset, held.done = rows[len(lines) - 1][1], held.done + len(lines)
        count(held, (line.outcome for line in lines))
        return True


@contextmanager
def mine(importing: Import) -> Iterator[Import | None]:
    """The import, locked, in a transaction; nothing if somebody stopped or removed it, or it is at another stage."""
    with transaction.atomic():
        under_way = Import.objects.select_for_update().under_way()
        yield under_way.filter(pk=importing.pk, stage=importing.stage, run=importing.run).first()


def count(held: Import, outcomes: Iterator[str]) -> None:
    """Say what became of these rows; whoever got this far has not died over them."""
    held.tally = dict(Counter(held.tally) + Counter(outcomes))
    held.attempts = 0
    held.save(update_fields=["offset", "done", "tally", "attempts"])


def line_of(held: Import, plan: Plan, importer: Importer) -> Line:
    """What a row came to; complaints stand beside the column that is to be mended, or name the field that has none."""
    reasons = [*_reasons(plan, held, importer), *([None, words] for words in plan.notes)]
    return Line(importing=held, run=held.run, number=plan.number, outcome=plan.outcome, record=plan.record, reasons=reasons)


def _reasons(plan: Plan, held: Import, importer: Importer) -> Iterator[list[Any]]:
    if not plan.complaints:
        return
    places = {key: place for place, key in Recipe.read(held.recipe).columns.items()}
    labels = {field.key: field.label for field in importer.fields}
    for key, words in plan.complaints:
        is_named = key in places or key not in labels or labels[key] in words
        yield [places.get(key), words if is_named else f"{labels[key]}: {words}"]


def _next(held: Import) -> list[tuple[Row, int]]:
    with held.table.open("rb") as table:
        return list(rows_from(table, offset=held.offset, most=AT_ONCE))
