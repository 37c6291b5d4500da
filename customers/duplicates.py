"""Which contacts and organisations are probably there twice (CP-12).

The same address in another spelling cannot be: the database lets no second one in.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Generic, TypeVar

from django.db.models import Model, QuerySet

from customers.choices import Likeness
from customers.likeness import FREE_MAIL, LEGAL, TITLES, domain_of, number_of, similar_pairs, words_of
from customers.models import Contact, Organisation
from customers.models.apart import APART

MOST_GROUPS: Final = 50
#: More than these of one name are no mistake any more; of one phone they are a switchboard, of one domain a group.
MOST_OF: Final = defaultdict(lambda: 20, {Likeness.PHONE: 4, Likeness.PEOPLE: 3})
#: A word that so many share tells nobody apart.
MOST_SHARING: Final = 60
Row = TypeVar("Row", bound=Model)
Pair = tuple[int, int]
Keyed = Iterator[tuple[Likeness, Hashable, int]]


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """Probably one and the same, the oldest first, and why; nobody said of any two of `pairs` that they are not.

    A pair is one of them, and the first one it is compared with.
    """

    rows: Sequence[Row]
    reasons: Sequence[Likeness]
    apart: Collection[Pair] = frozenset()

    @property
    def pairs(self) -> list[tuple[Row, Row | None]]:
        return [(row, self._first_beside(row)) for row in self.rows]

    def _first_beside(self, row: Row) -> Row | None:
        """The oldest one stands alone, unless it is compared with none of the others."""
        if row == self.rows[0]:
            return None
        others = (
            other for other in self.rows if other != row and (min(row.pk, other.pk), max(row.pk, other.pk)) not in self.apart
        )
        return next(others, None)


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """The surest groups; `more` than are shown; how many rows were looked at, and how many pairs are not the same."""

    groups: Sequence[Group[Row]]
    more: bool
    looked_at: int
    apart: int = 0


def contacts_alike() -> Found[Contact]:
    """Three queries; the first reads all of them once, so it is a question for now and then."""
    rows = list(Contact.objects.order_by("pk").values_list("pk", "name", "email", "phone", "organisation_id"))
    named = {pk: words_of(name, but=TITLES) for pk, name, *_rest in rows}
    near = defaultdict(list)
    for pk, _name, email, _phone, organisation in rows:
        for place in {("at", organisation) if organisation else None, ("from", domain_of(email))} - {None}:
            for word in set(named[pk]):
                near[place, word].append((pk, named[pk]))
    pairs = ((Likeness.SIMILAR_THERE, pair) for pair in _similar(near.values()))
    return _found([*_grouped(_of_contacts(rows, named)), *pairs], Contact.objects.select_related("organisation"), len(rows))


def organisations_alike() -> Found[Organisation]:
    """As `contacts_alike`, in four queries."""
    rows = list(Organisation.objects.order_by("pk").values_list("pk", "name", "phone"))
    named = {pk: words_of(name, but=LEGAL) for pk, name, _phone in rows}
    near = defaultdict(list)
    for pk, words in named.items():
        for key in {*words, words[0][:3]} if len(words) == 1 else set(words):
            near[key].append((pk, words))
    pairs = ((Likeness.SIMILAR, pair) for pair in _similar(near.values()))
    return _found([*_grouped(_of_organisations(rows, named)), *pairs], Organisation.objects.all(), len(rows))


def _of_contacts(rows: Iterable[Any], named: dict[int, tuple[str, ...]]) -> Keyed:
    for pk, _name, email, phone, organisation in rows:
        name = tuple(sorted(named[pk]))
        if name:
            yield Likeness.ORGANISATION if organisation else Likeness.NAME, (name, organisation), pk
            yield Likeness.DOMAIN, (name, domain_of(email)), pk
        if number := number_of(phone):
            yield Likeness.PHONE, number, pk


def _of_organisations(rows: Iterable[Any], named: dict[int, tuple[str, ...]]) -> Keyed:
    for pk, _name, phone in rows:
        if named[pk]:
            yield Likeness.NAME, tuple(sorted(named[pk])), pk
        if number := number_of(phone):
            yield Likeness.PHONE, number, pk
    belonging = Contact.objects.exclude(organisation=None).order_by("organisation").values_list("email", "organisation")
    people = dict.fromkeys((domain_of(email), organisation) for email, organisation in belonging)
    yield from ((Likeness.PEOPLE, domain, pk) for domain, pk in people if domain not in FREE_MAIL)


def _grouped(keyed: Keyed) -> Iterator[tuple[Likeness, Sequence[int]]]:
    alike: dict[tuple[Likeness, Hashable], list[int]] = defaultdict(list)
    for reason, key, pk in keyed:
        alike[reason, key].append(pk)
    yield from ((reason, rows) for (reason, _key), rows in alike.items() if 1 < len(rows) <= MOST_OF[reason])


def _similar(near: Iterable[list[tuple[int, tuple[str, ...]]]]) -> Iterator[tuple[int, int]]:
    for rows in near:
        if 1 < len(rows) <= MOST_SHARING:
            yield from similar_pairs(rows)


def _found(alike: Iterable[tuple[Likeness, Sequence[int]]], rows: QuerySet[Any], looked_at: int) -> Found[Any]:
    """Whoever is like one of a group belongs to it, unless somebody said that they are not the same."""
    home: dict[int, int] = {}
    apart = set(APART[rows.model].objects.order_by().values_list("one", "other"))
    ties = [(reason, one, other) for reason, keys in alike for one, other in _tied(keys, apart)]
    for _reason, key, with_it in ties:
        one, other = sorted((_home_of(key, home), _home_of(with_it, home)))
        home[other] = one
    members: dict[int, dict[int, None]] = defaultdict(dict)
    reasons: dict[int, set[Likeness]] = defaultdict(set)
    for reason, one, other in ties:
        first = _home_of(one, home)
        members[first].update({one: None, other: None})
        reasons[first].add(reason)
    order = list(Likeness)
    said = {first: sorted(found, key=order.index) for first, found in reasons.items()}
    firsts = sorted(members, key=lambda first: (order.index(said[first][0]), first))
    there = rows.in_bulk([pk for first in firsts[:MOST_GROUPS] for pk in members[first]])
    shown = [(first, [there[pk] for pk in sorted(members[first]) if pk in there]) for first in firsts[:MOST_GROUPS]]
    groups = [Group(found, said[first], apart) for first, found in shown]
    return Found(groups, len(firsts) > MOST_GROUPS, looked_at, len(apart))


def _tied(keys: Sequence[int], apart: Collection[Pair]) -> Iterator[Pair]:
    """Each with the first; where two of them are not the same, each with each but those."""
    pairs = [(min(pair), max(pair)) for pair in combinations(keys, 2)] if apart else []
    if any(pair in apart for pair in pairs):
        yield from (pair for pair in pairs if pair not in apart)
    else:
        yield from ((keys[0], key) for key in keys[1:])


def _home_of(key: int, home: dict[int, int]) -> int:
    while key in home and home[key] != key:
        key = home[key]
    return key
