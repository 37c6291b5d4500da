"""Takes rows over."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from imports.choices import Outcome
from imports.models import Import, Line
from imports.planning import until_doubled
from imports.recipes import Recipe
from imports.refusing import Wrong
from imports.stepping import line_of, step
from imports.targets import Deed, Importer, Plan

log = logging.getLogger(__name__)
TO_DO = (Outcome.CREATED, Outcome.UPDATED)


def run_rows(importing: Import) -> bool:
    """The next ones."""
    return step(importing, doing=_taken_over)


def _taken_over(held: Import, importer: Importer, recipe: Recipe, plans: Sequence[Plan]) -> Sequence[Line]:
    """All that can be done together; where that fails, one by one, so that only what is at fault stays outside."""
    some = until_doubled(plans)
    work = [plan for plan in some if plan.outcome in TO_DO]
    deeds: dict[int, Deed] = {}
    planned = {plan.number: {**plan.values} for plan in work}
    try:
        with transaction.atomic():
            deeds = _done(importer.carry_out(work, held, recipe), work)
    except Exception as error:  # the boundary of each row: whichever it is, the others are taken over
        log.info("import %s: %s rows are tried one by one: %s", held.pk, len(work), type(error).__name__)
        for plan in work:
            plan.values = planned[plan.number]
            deeds |= _alone(held, importer, recipe, plan)
    return [_line(held, importer, plan, deeds.get(plan.number)) for plan in some]


def _alone(held: Import, importer: Importer, recipe: Recipe, plan: Plan) -> dict[int, Deed]:
    try:
        with transaction.atomic():
            return _done(importer.carry_out([plan], held, recipe), [plan])
    except Wrong as wrong:
        plan.complain("", str(wrong))
    except Exception as error:  # as above
        log.exception("import %s: row %s", held.pk, plan.number)
        plan.complain("", _("It could not be taken over because of an error in the program (%(name)s).") % {"name": _name(error)})
    return {}


def _line(held: Import, importer: Importer, plan: Plan, deed: Deed | None) -> Line:
    if deed is not None and deed.is_same:
        plan.outcome = Outcome.SKIPPED
        plan.notes.append(_("Nothing is different."))
    line = line_of(held, plan, importer)
    if deed is not None:
        line.record, line.undo, line.made = deed.record, dict(deed.undo), [list(each) for each in deed.made]
    return line


def _done(deeds: Sequence[Deed], plans: Sequence[Plan]) -> dict[int, Deed]:
    return {plan.number: deed for plan, deed in zip(plans, deeds, strict=True)}


def _name(error: Exception) -> str:
    return type(error).__name__
