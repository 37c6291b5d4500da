"""Looks at every row and says what it would do: the dry run."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from imports.choices import Outcome
from imports.models import Import, Known, Line
from imports.recipes import Recipe
from imports.stepping import line_of, step
from imports.targets import Importer, Plan


def check_rows(importing: Import) -> bool:
    """The next ones."""
    return step(importing, doing=_checked)


def _checked(held: Import, importer: Importer, recipe: Recipe, plans: Sequence[Plan]) -> Sequence[Line]:
    """What an earlier row would have made is known to a later one, as it will be when rows are taken over."""
    seen = _seen(held, plans)
    lines, new = [], []
    for plan in plans:
        if plan.outcome == Outcome.CREATED:
            _compare(plan, seen, recipe)
        lines.append(line_of(held, plan, importer))
        for key in plan.keys if plan.outcome in (Outcome.CREATED, Outcome.UPDATED) else ():
            if seen.setdefault(key, plan.number) == plan.number:
                new.append(Known(importing=held, run=held.run, key=key, number=plan.number))
    Known.objects.bulk_create(new, ignore_conflicts=True)
    return lines


def _compare(plan: Plan, seen: Mapping[str, int], recipe: Recipe) -> None:
    before = next((seen[key] for key in plan.keys if key in seen), None)
    if plan.meant in seen:
        plan.outcome = Outcome.UPDATED if recipe.updates else Outcome.SKIPPED
        plan.notes.append(_("The same as in row %(number)s.") % {"number": seen[plan.meant]})
    elif before is not None:
        plan.complain("", _("Row %(number)s has the same, and there can be only one.") % {"number": before})


def _seen(held: Import, plans: Sequence[Plan]) -> dict[str, int]:
    """Which earlier row is known by these; one query."""
    wanted = {key for plan in plans for key in plan.keys}
    known = Known.objects.filter(importing=held, run=held.run, key__in=wanted)
    return dict(known.values_list("key", "number")) if wanted else {}
