"""Makes what rows refer to and nobody knows yet, each once, and takes it away again when nothing refers to it any more."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext as _

from customers.belonging import is_used
from customers.models import Asset, Contact, Organisation, Product, Project
from customers.welcoming import welcome
from imports.refusing import Wrong
from imports.targets import Field, New, Plan
from tickets.actions.inventing import offer
from tickets.models import Category, CustomField, CustomOption, Origin, Region, Severity, Tag
from tickets.usage import tickets_with_option

#: In this order, so that a new customer can belong to a new organisation.
MODELS: Final[Mapping[str, Any]] = {
    "organisation": Organisation,
    "requester": Contact,
    "assets": Asset,
    "project": Project,
    "product": Product,
    "category": Category,
    "severity": Severity,
    "region": Region,
    "origin": Origin,
    "tags": Tag,
}
LISTS: Final = (Category, Severity, Region, Origin)


def make_new(plans: Sequence[Plan], fields: Iterable[Field], customs: Sequence[CustomField]) -> dict[int, list[tuple[str, int]]]:
    """Puts the rows in the place of `New`; returns what was made, by the number of the row that made it."""
    by_key, made = {field.key: field for field in fields}, dict[int, list[tuple[str, int]]]()
    own = {field.key: field for field in customs}
    for key in (*MODELS, *own):
        if key in by_key and any(_news(plan.values.get(key)) for plan in plans):
            _make_each(plans, by_key[key], partial(_make, key, own.get(key)), made)
    return made


def unmake(made: Iterable[Sequence[Any]]) -> None:
    """The last first, where nothing else refers to it."""
    for key, pk in reversed(list(made)):
        if key.startswith("custom_"):
            option = CustomOption.objects.select_for_update().filter(pk=pk).first()
            if option is not None and not tickets_with_option(option).exists():
                option.delete()
            continue
        row = MODELS[key]._default_manager.select_for_update().filter(pk=pk).first()
        if row is not None and not is_used(row):
            row.delete()


Make = Callable[[str, Plan], Any]


def _make_each(plans: Sequence[Plan], field: Field, make: Make, made: dict[int, list[tuple[str, int]]]) -> None:
    """What another row has made meanwhile is found, not made again."""
    wanted = {new.words for plan in plans for new in _news(plan.values.get(field.key))}
    there = {words.casefold(): row for words, row in (field.find(wanted) if field.find else {}).items()}
    for plan in plans:
        for new in _news(plan.values.get(field.key)):
            if new.words.casefold() not in there:
                row = there[new.words.casefold()] = make(new.words, plan)
                made.setdefault(plan.number, []).append((field.key, row.pk))
        plan.values = {**plan.values, **dict(_exchanged(plan, field.key, there))}


def _exchanged(plan: Plan, key: str, there: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    value = plan.values.get(key)
    if isinstance(value, list):
        yield key, [there[each.words.casefold()] if isinstance(each, New) else each for each in value]
    elif isinstance(value, New):
        yield key, there[value.words.casefold()]


def _make(key: str, field: CustomField | None, words: str, plan: Plan) -> Any:
    model: Any = CustomOption if field is not None else MODELS[key]
    longest: int = model._meta.get_field("email" if key == "requester" else "name").max_length
    if len(words) > longest:
        raise Wrong(_("“%(words)s…” is longer than a name can be.") % {"words": words[:40]})
    if field is not None:
        offer(field, [words])
        return CustomOption.objects.get(field=field, name__iexact=words)
    if key == "requester":
        organisation = plan.values.get("organisation")
        return welcome(words, name=plan.values.get("requester_name") or "", organisation=organisation)
    if model in LISTS:
        last = model._default_manager.aggregate(last=Max("position"))["last"] or 0
        return model._default_manager.create(name=words, position=last + 1)
    more = {"organisation": plan.values.get("organisation")} if model in (Asset, Project) else {}
    return model._default_manager.create(name=words, **more)


def _news(value: Any) -> list[New]:
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, New)]
