"""Takes over those we serve from a file (C-37)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db import models
from django.db.models import Field as Column
from django.utils.translation import gettext as _

from accounts.choices import Permission
from accounts.models import User
from customers.belonging import used_among
from customers.models import Organisation
from customers.reaching import UNIQUE as MERGED_BY
from customers.reaching import bearer_of
from customers.sheets import SHEETS, Sheet, label_of
from imports import cells
from imports.choices import Outcome, Undone
from imports.models import Import, Line
from imports.recipes import Recipe
from imports.targets import SEVERAL, Deed, Field, Key, New, Plan, Target, Verdict
from tenants import here

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "full name", "vollständiger name", "bezeichnung", "title", "titel"),
    "email": ("email", "mail", "email adresse", "emailadresse", "email address", "mailadresse"),
    "phone": ("phone", "telefon", "tel", "telefonnummer", "phone number", "telephone", "rufnummer"),
    "organisation": ("organisation", "organization", "company", "firma", "unternehmen", "kunde", "customer"),
    "language": ("language", "sprache"),
    "number": ("number", "nummer", "nr", "no", "kundennummer", "artikelnummer", "objektnummer", "id"),
    "address": ("address", "adresse", "anschrift", "strasse", "straße"),
    "note": ("note", "notiz", "bemerkung", "remark", "kommentar"),
    "unit": ("unit", "einheit", "mengeneinheit"),
    "is_active": ("active", "aktiv"),
    "is_partner": ("partner",),
}
#: By which existing ones can be known, the usual way first; numbers and addresses are there once only.
KEYS: Final = {"contacts": ("email",), "assets": ("number", "name")}
UNIQUE: Final = frozenset({"email", "number"})


@dataclass(frozen=True, slots=True)
class Records:
    """One kind of record, for one person. `Importer` says what is promised."""

    sheet: Sheet
    user: User

    @property
    def model(self) -> Any:
        return self.sheet.kind.model

    @property
    def fields(self) -> list[Field]:
        return [self._field(column) for column in self.sheet.fields()]

    @property
    def keys(self) -> list[Key]:
        names = KEYS.get(self.sheet.key, ("number", "name"))
        labels = {field.key: field.label for field in self.fields}
        unique = UNIQUE if self.sheet.key != "assets" else frozenset[str]()
        return [Key(name, labels[name], partial(self._known_by, name), is_unique=name in unique) for name in names]

    def check(self, plans: Sequence[Plan], recipe: Recipe) -> None:
        for plan in plans:
            begins_on, ends_on = plan.values.get("begins_on"), plan.values.get("ends_on")
            if begins_on and ends_on and ends_on < begins_on:
                plan.complain("ends_on", _("It would end before it begins."))

    def carry_out(self, plans: Sequence[Plan], importing: Import, recipe: Recipe) -> list[Deed]:
        made = _organisations(plans)
        there = self.model._default_manager.select_for_update().in_bulk([plan.record for plan in plans if plan.record])
        new = {plan.number: self._new(plan) for plan in plans if plan.outcome == Outcome.CREATED}
        self.model._default_manager.bulk_create(new.values())
        return [
            Deed(new[plan.number].pk, {"now": _kept(new[plan.number], self.sheet)}, made.get(plan.number, ()))
            if plan.number in new
            else self._changed(there[plan.record], plan, made.get(plan.number, ()))
            for plan in plans
        ]

    def take_back(self, lines: Sequence[Line]) -> list[Verdict]:
        """New ones are removed together: one by one, each would be looked for in every table."""
        there = self.model._default_manager.select_for_update().in_bulk([line.record for line in lines if line.record])
        new = [key for line in lines if line.outcome == Outcome.CREATED and (key := line.record) in there and key]
        used = used_among(self.model, new)
        verdicts = [self._verdict(there.get(line.record or 0), line, used) for line in lines]
        gone = [line.record for line, verdict in zip(lines, verdicts, strict=True) if verdict.undone == Undone.REMOVED]
        self.model._default_manager.filter(pk__in=gone).delete()
        _forget_made([line for line, verdict in zip(lines, verdicts, strict=True) if verdict.undone != Undone.KEPT])
        return verdicts

    def _field(self, column: "Column[Any, Any]") -> Field:
        is_organisation = column.is_relation
        return Field(
            key=column.name,
            label=label_of(column),
            read=_reader(column),
            headers=HEADERS.get(column.name, ()),
            is_needed=not (column.blank or column.has_default()) and not isinstance(column, models.BooleanField),
            find=_found_organisations if is_organisation else _choices(column) if column.choices else None,
            can_make=is_organisation and self.user.may(Permission.MANAGE_CUSTOMERS),
        )

    def _known_by(self, name: str, values: Collection[Any]) -> dict[Any, Any]:
        return _by(self.model, name, values, only_keys=True)

    def _new(self, plan: Plan) -> Any:
        values = {name: value for name, value in plan.values.items() if value is not None}
        if self.sheet.key == "contacts":
            values.setdefault("language", here.workspace().language)
        return self.model(**values)

    def _changed(self, record: Any, plan: Plan, made: Sequence[tuple[str, int]]) -> Deed:
        before = _kept(record, self.sheet)
        for name, value in plan.values.items():
            if MERGED_BY.get(self.model) == name and bearer_of(self.model, value or "") == record:
                continue
            column = record._meta.get_field(name)
            setattr(record, name, column.get_default() if value is None and not column.null else value)
        after = _kept(record, self.sheet)
        different = [name for name in after if after[name] != before[name]]
        if not different:
            return Deed(record.pk, is_same=True)
        record.save(update_fields=different)
        undo = {"was": {name: before[name] for name in different}, "now": {name: after[name] for name in different}}
        return Deed(record.pk, undo, made)

    def _verdict(self, record: Any, line: Line, used: Collection[int]) -> Verdict:
        if line.outcome != Outcome.CREATED:
            return self._set_back(record, line)
        if record is None:
            return Verdict(Undone.REMOVED)
        if _kept(record, self.sheet) != line.undo["now"]:
            return Verdict(Undone.KEPT, _("It was changed since."))
        return Verdict(Undone.KEPT, _("It is in use.")) if record.pk in used else Verdict(Undone.REMOVED)

    def _set_back(self, record: Any, line: Line) -> Verdict:
        if record is None:
            return Verdict(Undone.KEPT, _("It was deleted since."))
        now, was = line.undo["now"], line.undo["was"]
        kept = _kept(record, self.sheet)
        if any(kept[name] != value for name, value in now.items()):
            return Verdict(Undone.KEPT, _("It was changed since."))
        for name, value in was.items():
            column = record._meta.get_field(name)
            setattr(record, column.attname, value if column.is_relation else column.to_python(value))
        record.save(update_fields=list(was))
        return Verdict(Undone.RESTORED)


def _reader(column: "Column[Any, Any]") -> cells.Reader:
    if isinstance(column, models.EmailField):
        return cells.email
    if isinstance(column, models.BooleanField):
        return cells.yes_or_no
    if isinstance(column, models.DateField):
        return cells.day
    if isinstance(column, models.TextField):
        return cells.lines(longest=20_000)
    return cells.text(longest=120 if column.is_relation else column.max_length or 200)


def _choices(column: "Column[Any, Any]") -> Callable[[Collection[str]], dict[str, str]]:
    """By what is kept, or as it is called."""
    known = {str(name).casefold(): value for value, label in column.flatchoices for name in (value, label)}
    known |= {"german": "de", "englisch": "en", "english": "en"} if column.name == "language" else {}
    return lambda wanted: {words: known[words.casefold()] for words in wanted if words.casefold() in known}


def _found_organisations(wanted: Collection[str]) -> dict[str, Any]:
    return _by(Organisation, "name", wanted) | _by(Organisation, "number", wanted)


def _by(model: Any, name: str, values: Collection[Any], *, only_keys: bool = False) -> dict[Any, Any]:
    """Rows by this field, whatever its capitals; several with the same are none of them. One query."""
    wanted: dict[str, list[Any]] = {}
    for value in values:
        wanted.setdefault(value.casefold(), []).append(value)
    found: dict[Any, Any] = {}
    rows = _all(model, name).annotate(_plain=models.functions.Lower(name)).filter(_plain__in=list(wanted))
    for row in rows:
        lives_on = getattr(row, "merged_into", None) or row
        for value in wanted.get(row._plain, ()):
            found[value] = SEVERAL if value in found else lives_on.pk if only_keys else lives_on
    return found


def _all(model: Any, name: str) -> Any:
    """By an address or a number also what was merged into another, which is that one."""
    is_unique = model in MERGED_BY and MERGED_BY[model] == name
    return model.everyone.select_related("merged_into") if is_unique else model._default_manager.all()


def _organisations(plans: Sequence[Plan]) -> dict[int, list[tuple[str, int]]]:
    """Those nobody knows yet are made, each once; by row, which ones."""
    new = {plan.number: value for plan in plans if isinstance(value := plan.values.get("organisation"), New)}
    there = _by(Organisation, "name", {value.words for value in new.values()})
    made: dict[int, list[tuple[str, int]]] = {}
    for plan in plans:
        if plan.number in new:
            words = new[plan.number].words
            if words.casefold() not in {name.casefold() for name in there}:
                there[words] = Organisation.objects.create(name=words)
                made[plan.number] = [("organisation", there[words].pk)]
            plan.values["organisation"] = next(row for name, row in there.items() if name.casefold() == words.casefold())
    return made


def _forget_made(lines: Sequence[Line]) -> None:
    """What was made along goes when nothing else refers to it; the row that made it is undone last."""
    made = [pk for line in lines for _kind, pk in line.made]
    held = list(Organisation.objects.select_for_update().filter(pk__in=made).values_list("pk", flat=True)) if made else []
    Organisation.objects.filter(pk__in=set(held) - used_among(Organisation, held)).delete()


def _kept(record: Any, sheet: Sheet) -> dict[str, Any]:
    return dict(_plain(record, sheet))


def _plain(record: Any, sheet: Sheet) -> Iterator[tuple[str, Any]]:
    for column in sheet.fields():
        value = column.value_from_object(record)
        yield column.name, value if value is None or isinstance(value, str | int) else column.value_to_string(record)


def _target(key: str, icon: str) -> Target:
    sheet = SHEETS[key]
    noun = sheet.kind.model._meta
    opened = partial(Records, sheet)
    return Target(key, noun.verbose_name_plural or "", icon, Permission.MANAGE_CUSTOMERS, opened, noun.model_name or "")


CONTACTS = _target("contacts", "contact")
ORGANISATIONS = _target("organisations", "building-2")
ASSETS = _target("assets", "box")
ARTICLES = _target("articles", "wrench")
PROJECTS = _target("projects", "briefcase")
PRODUCTS = _target("products", "package")
CONTRACTS = _target("contracts", "file-text")
