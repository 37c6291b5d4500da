"""Finds what a file calls by its name: entries of lists, people, what customers have of ours."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db.models import Model
from django.db.models.functions import Lower
from django.utils import translation

from accounts.models import Team, User
from customers.kinds import ARTICLES, Kind
from customers.models import Contact
from imports.targets import SEVERAL, Finder
from tenants.divisions.models import Division
from tickets.choices import Category
from tickets.models import CustomField, Status, Tag, Ticket

TIMES: Final = ("×", " x ", "*")
BY_NAME: Final = ("name",)


def entries(model: type[Model]) -> Finder:
    """Of a short list, as they are called in any language we speak."""
    return partial(_among, model)


def _among(model: Any, wanted: Collection[str]) -> dict[str, Any]:
    return _pick(called(_active(model)), wanted)


def statuses(wanted: Collection[str]) -> dict[str, Any]:
    """By name, else by what it means: “closed” is the usual status of closed tickets."""
    usual = {status.category: status for status in _active(Status) if status.is_default}
    meant = {str(label).casefold(): usual[key] for label, key in _labels(Category.choices) if key in usual}
    return _pick(meant | called(_active(Status)), wanted)


def options(field: CustomField) -> Finder:
    """Looked up anew each time: one may have been made by the row before."""
    return lambda wanted: _pick(called(field.options.model.objects.filter(field=field, is_active=True)), wanted)


def staff(wanted: Collection[str]) -> dict[str, Any]:
    """By e-mail or name, also who left: old tickets were theirs."""
    return _by(User.objects.staff(), ("email", "name"), wanted)


def teams(wanted: Collection[str]) -> dict[str, Any]:
    return _by(Team.objects.filter(is_active=True), BY_NAME, wanted)


def divisions(wanted: Collection[str]) -> dict[str, Any]:
    return _by(Division.objects.all(), BY_NAME, wanted)


def tags(wanted: Collection[str]) -> dict[str, Any]:
    return _by(Tag.objects.all(), BY_NAME, wanted)


def contacts(wanted: Collection[str]) -> dict[str, Any]:
    """By e-mail, also that of somebody merged into them; else by a name that only one bears."""
    reached = _by(Contact.everyone.select_related("organisation", "merged_into__organisation"), ("email",), wanted)
    found = {words: person.merged_into or person for words, person in reached.items() if person is not SEVERAL}
    others = [words for words in wanted if words not in found]
    return found | _by(Contact.objects.select_related("organisation"), ("name",), others)


def records(kind: Kind) -> Finder:
    """By name or number, of those that can be chosen."""
    return lambda wanted: _by(kind.offered(), kind.known_by, wanted)


def articles(wanted: Collection[str]) -> dict[str, Any]:
    """“2 × Filter” is an article and how many of it."""
    parts = {words: _counted(words) for words in wanted}
    found = records(ARTICLES)({name for _quantity, name in parts.values()})
    things = {words: (quantity, found.get(name)) for words, (quantity, name) in parts.items()}
    return {words: SEVERAL if thing[1] is SEVERAL else thing for words, thing in things.items() if thing[1] is not None}


def numbers(wanted: Collection[int], *, seen_by: User) -> Mapping[int, int]:
    """Tickets that this person may see, by number."""
    found = Ticket.objects.visible_to(seen_by).filter(pk__in=[number for number in wanted if number < 2**63])
    return {pk: pk for pk in found.values_list("pk", flat=True)}


def referred(wanted: Collection[tuple[str, ...]], *, seen_by: User) -> dict[tuple[str, ...], Any]:
    """Tickets by their names in other systems: one of several is enough."""
    pairs = {words: apart(words) for value in wanted for words in value}
    seen = Ticket.objects.visible_to(seen_by).filter(
        external_references__external_id__in=[number for _, number in pairs.values()]
    )
    rows = seen.values_list("pk", "external_references__channel", "external_references__external_id")
    known: dict[tuple[str, str], set[int]] = {}
    for pk, channel, number in rows:
        known.setdefault((channel.casefold(), number), set()).add(pk)
    found: dict[tuple[str, ...], Any] = {}
    for value in wanted:
        meant = set[int]().union(*(known.get((pairs[words][0].casefold(), pairs[words][1]), set()) for words in value))
        if meant:
            found[value] = meant.pop() if len(meant) == 1 else SEVERAL
    return found


def apart(words: str) -> tuple[str, str]:
    """“SAP 4711” is number 4711 in SAP; a bare number is one of the file's."""
    channel, _blank, number = words.rpartition(" ")
    return channel.strip()[:40] or "Import", number[:120]


def called(rows: Iterable[Any]) -> dict[str, Any]:
    """What is not renamed is called by the word of each language; what bears the name itself comes first."""
    rows = list(rows)
    names: dict[str, Any] = {}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            names |= {str(row).casefold(): row for row in reversed(rows)}
    return names | {row.name.casefold(): row for row in reversed(rows) if row.name}


def _active(model: Any) -> Iterable[Any]:
    return list(model._default_manager.filter(is_active=True))


def _labels(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found += [(str(label), key) for key, label in choices]
    return found


def _pick(known: Mapping[str, Any], wanted: Iterable[str]) -> dict[str, Any]:
    return {words: known[words.casefold()] for words in wanted if words.casefold() in known}


def _by(rows: Any, names: Iterable[str], wanted: Collection[str]) -> dict[str, Any]:
    """By the first of these fields that says it; one query for each. Several of one name are none of them."""
    found: dict[str, Any] = {}
    for name in names:
        missing = {words.casefold(): words for words in wanted if words not in found}
        here: dict[str, Any] = {}
        for row in rows.annotate(_plain=Lower(name)).filter(_plain__in=list(missing)) if missing else ():
            here[row._plain] = SEVERAL if row._plain in here else row
        found |= {words: here[words.casefold()] for words in wanted if words not in found and words.casefold() in here}
    return found


def _counted(words: str) -> tuple[Decimal, str]:
    for sign in TIMES:
        amount, found, name = words.partition(sign)
        try:
            if found and (quantity := Decimal(amount.strip().replace(",", "."))) > 0:
                return quantity.quantize(Decimal("0.01")), name.strip()
        except InvalidOperation:
            continue
    return Decimal(1), words
