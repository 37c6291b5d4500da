"""Takes back what an import took over, the last row first."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from imports.choices import Outcome, State, Undone
from imports.models import Import, Line
from imports.stepping import count, mine
from imports.targets import target_named

AT_ONCE: Final = 500


def undo_rows(importing: Import) -> bool:
    """The next ones, in one transaction with their lines. What somebody changed since stays, and its line says so."""
    with mine(importing) as held:
        if held is None:
            return False
        done = Line.objects.filter(importing=held, run=held.run, outcome__in=(Outcome.CREATED, Outcome.UPDATED))
        if held.done == 0:
            held.total = done.count()
        lines = list(done.filter(undone="").order_by("-number")[:AT_ONCE])
        if not lines:
            held.state = State.DONE
            held.save(update_fields=["state", "total"])
            return False
        _take_back(held, importing, lines)
        held.done += len(lines)
        held.save(update_fields=["total"])
        count(held, (line.undone for line in lines))
        return True


def _take_back(held: Import, importing: Import, lines: Sequence[Line]) -> None:
    verdicts = target_named(held.target).open(importing.user).take_back(lines)
    kept, others = [], defaultdict(list)
    for line, verdict in zip(lines, verdicts, strict=True):
        line.undone = verdict.undone
        if verdict.undone == Undone.KEPT:
            line.reasons = [*line.reasons, [None, verdict.reason]]
            kept.append(line)
        else:
            others[verdict.undone].append(line.pk)
    Line.objects.bulk_update(kept, ["undone", "reasons"])
    for undone, keys in others.items():
        Line.objects.filter(pk__in=keys).update(undone=undone)
