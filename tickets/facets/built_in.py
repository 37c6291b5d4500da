"""What every workspace's tickets can be asked by."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Team
from customers.kinds import ARTICLES, ASSETS, CONTACTS, CONTRACTS, ORGANISATIONS, PARTNERS, PRODUCTS, PROJECTS, Kind
from tickets.choices import Source
from tickets.facets.controls import (
    ME,
    RecordField,
    TagsField,
    TrustedRecordField,
    TrustedTagsField,
    entries,
    people,
    people_meant,
    trusted_people,
)
from tickets.facets.statuses import by_status
from tickets.fields import DATES, EFFORT, REFERENCES, label_of
from tickets.models import LineItem, Tag, Ticket, TicketAsset, TicketType
from tickets.picklists import MODELS
from tickets.vocabulary import Vocabulary
from ui.facet_fields import MONTH, NONE, OVERDUE, TODAY, WEEK, Days, DaysField, KeysField, Range, RangeField, SeveralField
from ui.facets import Facet

TICKET, CUSTOMER = _("Ticket"), _("Customer")
YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
ENDS = ("", "_from", "_to")
AHEAD, BEHIND = (OVERDUE, TODAY, WEEK, MONTH, NONE), (TODAY, WEEK, MONTH)
#: The name in the address, the field it is about, and where its records are found.
RECORDS: list[tuple[str, str, str | Promise, Kind]] = [
    ("requester", "requester", CUSTOMER, CONTACTS),
    ("organisation", "organisation", CUSTOMER, ORGANISATIONS),
    ("asset", "assets", REFERENCES, ASSETS),
    ("project", "project", REFERENCES, PROJECTS),
    ("partner", "partner", REFERENCES, PARTNERS),
    ("product", "product", REFERENCES, PRODUCTS),
    ("contract", "contract", REFERENCES, CONTRACTS),
    ("article", "articles", REFERENCES, ARTICLES),
]
SEVERAL: dict[str, tuple[Any, str]] = {
    "articles": (LineItem.objects, "article"),
    "assets": (TicketAsset.objects, "asset"),
}
SINGULAR = {"assets": _("Object"), "articles": _("Article")}
DAYS: list[tuple[str, str, tuple[str, ...]]] = [
    ("due", "due_at", AHEAD),
    ("target", "target_at", AHEAD),
    ("estimated", "estimated_on", AHEAD),
    ("opened", "opened_at", BEHIND),
    ("active", "last_activity_at", BEHIND),
    ("closed_on", "closed_at", BEHIND),
]
#: How it is said that there is none of these days.
WITHOUT = {
    "due": _("without a due date"),
    "target": _("without a target date"),
    "estimated": _("without an estimated solution"),
}


def built_in(words: Vocabulary) -> Iterator[Facet]:
    """Those whose field is seen (T24-18), the others as gone; tickets of types that hide it are never found by it."""
    for field, facet in _every(words):
        hiding = words.hiding.get(field)
        shown = seen(facet, hiding) if hiding else facet
        yield shown if words.has(field) else replace(shown, is_gone=True)


def seen(facet: Facet, hiding: frozenset[int]) -> Facet:
    """The same, without tickets of the types that hide the field."""
    return replace(facet, within=~Q(type__in=hiding))


def _every(words: Vocabulary) -> Iterator[tuple[str, Facet]]:
    yield "status", by_status(words, label_of("status"), TICKET)
    yield "type", replace(_rows("type", words.types, TicketType), is_gone=not words.has_types)
    yield "responsible", _responsible(words)
    yield "team", replace(_rows("team", words.teams, Team, without=_("No team")), is_gone=not words.teams)
    yield "is_urgent", _urgent()
    for key, model in MODELS.items():
        yield key, _rows(key, words.lists[key], model, without=_("Not specified"))
    yield "source", Facet("source", label_of("source"), TICKET, lambda asked: SeveralField(Source.choices), _one_in("source"))
    yield "tags", Facet("tags", label_of("tags"), TICKET, _tags, _tagged, trusting=lambda asked: TrustedTagsField())
    for key, field, group, kind in RECORDS:
        name = SINGULAR.get(field) or label_of(field)
        trusting = partial(_trusted_record, kind)
        yield field, Facet(key, name, group, partial(_record, kind), partial(about_record, field), trusting=trusting)
    for key, field, periods in DAYS:
        phrases = {NONE: WITHOUT[key]} if key in WITHOUT else {}
        control, pick = partial(_days, periods), partial(within_days, field)
        yield field, Facet(key, label_of(field), DATES, control, pick, ENDS, phrases=phrases)
    for field in ("hours", "days"):
        yield field, Facet(field, label_of(field), EFFORT, lambda asked: RangeField(), partial(_amount, field), ENDS[1:])


def _rows(key: str, known: Sequence[Model], model: type[Model], *, without: str | Promise = "") -> Facet:
    control = partial(entries, known, model, without=without)
    return Facet(key, label_of(key), TICKET, control, _one_of(key), trusting=lambda asked: KeysField())


def _responsible(words: Vocabulary) -> Facet:
    def pick(keys: Sequence[str]) -> Q:
        chosen = Q(responsible__in=people_meant(keys, words.user))
        return chosen | Q(responsible=None) if NONE in keys else chosen

    control = partial(people, without=_("Nobody"))
    phrases = {NONE: _("nobody responsible"), f"not-{NONE}": _("somebody responsible"), ME: _("assigned to me")}
    return Facet("responsible", label_of("responsible"), TICKET, control, pick, trusting=trusted_people, phrases=phrases)


def _urgent() -> Facet:
    urgent, not_urgent = pgettext_lazy("filter", "urgent"), pgettext_lazy("filter", "not urgent")
    phrases = {"yes": urgent, "no": not_urgent, "not-yes": not_urgent, "not-no": urgent}
    return Facet("urgent", label_of("is_urgent"), TICKET, lambda asked: SeveralField(YES_OR_NO), _is_urgent, phrases=phrases)


def _one_in(path: str) -> Callable[[Sequence[str]], Q]:
    return lambda keys: Q(**{f"{path}__in": keys})


def _one_of(path: str) -> Callable[[Sequence[str]], Q]:
    def pick(keys: Sequence[str]) -> Q:
        chosen = Q(**{f"{path}__in": [int(key) for key in keys if key != NONE]})
        return chosen | Q(**{f"{path}__isnull": True}) if NONE in keys else chosen

    return pick


def _is_urgent(answers: Sequence[str]) -> Q:
    return Q(is_urgent__in=[answer == "yes" for answer in answers])


def _tags(asked: Sequence[str]) -> TagsField:
    return TagsField()


def _tagged(tags: Sequence[Tag]) -> Q:
    """All of them."""
    found = Q()
    for tag in tags:
        this: dict[str, Any] = {"tag": tag.pk} if tag.pk else {"tag__name__iexact": tag.name}
        found &= Q(pk__in=Ticket.tags.through._default_manager.filter(**this).values("ticket"))
    return found


def _record(kind: Kind, asked: Sequence[str]) -> RecordField:
    return RecordField(kind)


def _trusted_record(kind: Kind, asked: Sequence[str]) -> TrustedRecordField:
    return TrustedRecordField(kind)


def about_record(field: str, record: Model | str) -> Q:
    """Where a ticket has several, one of them is enough."""
    key = record.pk if isinstance(record, Model) else None
    if field not in SEVERAL:
        return Q(**{field: key})
    rows, path = SEVERAL[field]
    return Q(pk__in=rows.filter(**{path: key}).values("ticket")) if key else ~Q(pk__in=rows.values("ticket"))


def _days(periods: tuple[str, ...], asked: Sequence[str]) -> DaysField:
    return DaysField(*periods)


def within_days(field: str, days: Days) -> Q:
    """Whole days of the reader's time zone; what is due later today is not overdue yet."""
    if days.period == NONE:
        return Q(**{f"{field}__isnull": True})
    if days.period == OVERDUE and field != "estimated_on":
        return Q(**{f"{field}__lt": timezone.now()})
    low, high = days.bounds
    found = Q()
    if field == "estimated_on":
        found &= Q(**{f"{field}__gte": low}) if low else Q()
        return found & Q(**{f"{field}__lte": high}) if high else found
    found &= Q(**{f"{field}__gte": _midnight(low)}) if low else Q()
    return found & Q(**{f"{field}__lt": _midnight(high + timedelta(days=1))}) if high else found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _amount(field: str, amounts: Range) -> Q:
    found = Q(**{f"{field}__gte": amounts.low}) if amounts.low is not None else Q()
    return found & Q(**{f"{field}__lte": amounts.high}) if amounts.high is not None else found
