"""What rows would do: cells read, names looked up, existing ones recognised. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from imports.choices import Outcome
from imports.recipes import Recipe
from imports.refusing import Wrong
from imports.tables import Cell, Row
from imports.targets import SEVERAL, Field, Importer, Key, New, Plan


def plan(rows: Iterable[Row], *, importer: Importer, recipe: Recipe, salt: str = "") -> list[Plan]:
    """One for each row; as many queries as there are fields that are looked up, however many rows."""
    fields = {field.key: field for field in importer.fields if field.key in recipe.said}
    plans = [_read(row, fields, recipe) for row in rows]
    for field in fields.values():
        if field.find is not None:
            _look_up(field, plans, may_make=field.is_free or (field.can_make and field.key in recipe.makes))
    _recognise(importer, plans, recipe)
    for each in plans:
        _settle(each, importer, recipe)
        known = {key.field: _short(salt, key.field, each.values[key.field]) for key in _known_by(importer, recipe, each)}
        each.keys, each.meant = list(known.values()), known.get(recipe.recognise, "")
    importer.check([each for each in plans if each.outcome != Outcome.SKIPPED], recipe)
    return plans


def until_doubled(plans: Sequence[Plan]) -> list[Plan]:
    """The first ones, up to the row that is known by the same as one before it: it has to see what that one did."""
    seen: set[str] = set()
    for place, each in enumerate(plans):
        if not seen.isdisjoint(each.keys):
            return list(plans[:place])
        seen.update(each.keys)
    return list(plans)


def _read(row: Row, fields: Mapping[str, Field], recipe: Recipe) -> Plan:
    """What the file does not say is as it is fixed."""
    plan, cells = Plan(row.number), dict(_cells(row, recipe))
    for key, field in fields.items():
        cell = cells.get(key)
        said = cell if cell not in (None, "") else recipe.fixed.get(key)
        try:
            value = field.read(said)
        except Wrong as wrong:
            plan.complain(key, str(wrong))
            continue
        if value is not None or (recipe.clears and key in cells and not field.is_needed):
            plan.values[key] = value
    return plan


def _cells(row: Row, recipe: Recipe) -> Iterator[tuple[str, Cell]]:
    """By field; of two columns for one field, the first that says something."""
    said: set[str] = set()
    for place, key in sorted(recipe.columns.items()):
        cell = row.cells[place] if place < len(row.cells) else None
        if key not in said:
            yield key, cell
        if cell not in (None, ""):
            said.add(key)


def _look_up(field: Field, plans: Sequence[Plan], *, may_make: bool) -> None:
    wanted = {words for each in plans for words in _listed(each.values.get(field.key))}
    found = field.find(wanted) if field.find and wanted else {}
    for each in plans:
        value = each.values.get(field.key)
        if value is not None:
            things = [_thing(words, found, field, each, may_make=may_make) for words in _listed(value)]
            each.values[field.key] = things if isinstance(value, list) else things[0]


def _thing(words: str, found: Mapping[str, Any], field: Field, plan: Plan, *, may_make: bool) -> Any:
    thing = found.get(words)
    if thing is SEVERAL:
        plan.complain(field.key, _("Several are called “%(words)s”.") % {"words": words[:80]})
    elif thing is None and may_make:
        plan.notes.append(_("%(field)s “%(words)s” is new.") % {"field": field.label, "words": words[:80]})
        return New(words)
    elif thing is None:
        plan.complain(field.key, _unknown(words, field))
    return thing


def _unknown(words: str, field: Field) -> str:
    close = get_close_matches(words.casefold(), {option.casefold(): option for option in field.options}, n=1)
    if not close:
        return _("“%(words)s” is unknown.") % {"words": words[:80]}
    meant = next(option for option in field.options if option.casefold() == close[0])
    return _("“%(words)s” is unknown. Perhaps “%(meant)s”?") % {"words": words[:80], "meant": meant}


def _recognise(importer: Importer, plans: Sequence[Plan], recipe: Recipe) -> None:
    """Whom or what a row means; without a way to recognise, only what there can be no second of."""
    for key in importer.keys:
        is_meant = key.field == recipe.recognise
        if not (is_meant or key.is_unique):
            continue
        values = {value for each in plans if (value := _hashable(each.values.get(key.field))) is not None}
        found = key.find(values) if values else {}
        for each in plans:
            _say_who(each, key, found.get(_hashable(each.values.get(key.field))), is_meant=is_meant)
    for each in plans:
        _refuse_others(each)


def _say_who(plan: Plan, key: Key, there: Any, *, is_meant: bool) -> None:
    if there is SEVERAL:
        plan.complain(key.field, _("This matches several entries."))
    elif is_meant:
        plan.record = there
        if there is None and key.is_given and plan.values.get(key.field) is not None:
            plan.complain(key.field, _("Nothing matches this."))
    elif there is not None:
        plan.others[key.field] = there


def _refuse_others(plan: Plan) -> None:
    """What there can be no second of belongs to another one."""
    for key, there in plan.others.items():
        if there != plan.record:
            plan.complain(key, _("Another entry has this already."))


def _settle(plan: Plan, importer: Importer, recipe: Recipe) -> None:
    if plan.complaints:
        plan.outcome = Outcome.FAILED
    elif plan.record is not None:
        plan.outcome = Outcome.UPDATED if recipe.updates else Outcome.SKIPPED
    else:
        plan.outcome = Outcome.CREATED
    if plan.record is None:
        for field in importer.fields:
            if field.is_needed and plan.values.get(field.key) is None and not _has(plan, field.key):
                plan.complain(field.key, _("%(field)s is missing.") % {"field": field.label})


def _has(plan: Plan, key: str) -> bool:
    return any(complaint[0] == key for complaint in plan.complaints)


def _known_by(importer: Importer, recipe: Recipe, plan: Plan) -> Iterator[Key]:
    for key in importer.keys:
        if (key.is_unique or key.field == recipe.recognise) and plan.values.get(key.field) is not None:
            yield key


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _short(salt: str, field: str, value: Any) -> str:
    return blake2b(f"{salt}:{field}:{value}".casefold().encode(), digest_size=8).hexdigest()
