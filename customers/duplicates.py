"""Which contacts and organisations are probably there twice (CP-12).

The same address in another spelling cannot be: the database lets no second one in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db.models import Count, F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from customers.models import Contact, Organisation

MOST_GROUPS: Final = 50
#: More rows than these of one name are no mistake any more.
MOST_ROWS: Final = 500
#: What a name ends in says nothing of whose it is; nor does what is neither letter nor digit.
NO_NAME: Final = r"\m(gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|se|co|inc|ltd|llc|haftungsbeschränkt)\M|[^[:alnum:]]"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """Probably one and the same, the oldest first."""

    rows: Sequence[Row]


def contacts_alike() -> list[Group[Contact]]:
    """Of the same name and the same organisation, or both of none."""
    named = Contact.objects.annotate(alike=_plain("name")).exclude(alike="")
    return _groups(named.select_related("organisation"), by=("alike", "organisation_id"))


def organisations_alike() -> list[Group[Organisation]]:
    """Of the same name, whatever the spelling and the legal form."""
    return _groups(Organisation.objects.annotate(alike=_plain("name")).exclude(alike=""), by=("alike",))


def _plain(column: str) -> Func:
    return Func(Lower(F(column)), Value(NO_NAME), Value(""), Value("g"), function="regexp_replace", output_field=TextField())


def _groups(rows: QuerySet[Any], *, by: Sequence[str]) -> list[Group[Any]]:
    """Two queries; each reads the table once, so it is a question for now and then."""
    twice = rows.order_by().values(*by).annotate(count=Count("pk")).filter(count__gt=1).order_by("-count", *by)
    keys = [tuple(row[name] for name in by) for row in twice[:MOST_GROUPS]]
    if not keys:
        return []
    found: dict[tuple[Any, ...], list[Any]] = {key: [] for key in keys}
    for row in rows.filter(_any_of(keys, by)).order_by("pk")[:MOST_ROWS]:
        found[tuple(getattr(row, name) for name in by)].append(row)
    return [Group(group) for group in found.values() if len(group) > 1]


def _any_of(keys: Sequence[tuple[Any, ...]], by: Sequence[str]) -> Q:
    either = Q()
    for key in keys:
        either |= Q(*((f"{name}__isnull", True) if value is None else (name, value) for name, value in zip(by, key, strict=True)))
    return either
