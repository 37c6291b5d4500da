"""What every workspace's tickets can be asked by."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from customers.kinds import ARTICLES, ASSETS, CONTACTS, CONTRACTS, ORGANISATIONS, PARTNERS, PRODUCTS, PROJECTS, Kind
from tickets.choices import Category as Meaning
from tickets.choices import Source
from tickets.facets.controls import RecordField, TagsField, entries, people
from tickets.fields import DATES, EFFORT, REFERENCES
from tickets.models import LineItem, Ticket, TicketType
from tickets.picklists import MODELS
from tickets.vocabulary import Vocabulary
from ui.facet_fields import MONTH, NONE, OVERDUE, TODAY, WEEK, Days, DaysField, Range, RangeField, SeveralField
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
SINGULAR = {"assets": _("Object"), "articles": _("Article")}
DAYS: list[tuple[str, str, tuple[str, ...]]] = [
    ("due", "due_at", AHEAD),
    ("target", "target_at", AHEAD),
    ("estimated", "estimated_on", AHEAD),
    ("opened", "opened_at", BEHIND),
    ("active", "last_activity_at", BEHIND),
    ("closed_on", "closed_at", BEHIND),
]


def built_in(words: Vocabulary) -> Iterator[Facet]:
    """Those whose field is seen (T24-18); tickets of types that hide it are never found by it."""
    for field, facet in _every(words):
        if words.has(field):
            hiding = words.hiding.get(field)
            yield seen(facet, hiding) if hiding else facet


def seen(facet: Facet, hiding: frozenset[int]) -> Facet:
    """The same, without tickets of the types that hide the field."""
    return Facet(
        facet.key, facet.label, facet.group, facet.control, lambda value: facet.pick(value) & ~Q(type__in=hiding), facet.parts
    )


def _every(words: Vocabulary) -> Iterator[tuple[str, Facet]]:
    several = partial(_fixed, group=TICKET)
    yield "status", several("status", "status__category", Meaning.choices)
    if words.has_types:
        yield "type", _rows("type", TicketType)
    yield (
        "responsible",
        Facet("responsible", label("responsible"), TICKET, partial(people, without=_("Nobody")), _one_of("responsible")),
    )
    if words.teams:
        yield "team", _rows("team", Team, without=_("No team"))
    yield "is_urgent", Facet("urgent", label("is_urgent"), TICKET, lambda asked: SeveralField(YES_OR_NO), _urgent)
    for key, model in MODELS.items():
        yield key, _rows(key, model, without=_("Not said"))
    yield "source", several("source", "source", Source.choices)
    yield "tags", Facet("tags", label("tags"), TICKET, lambda asked: TagsField(), _tagged)
    for key, field, group, kind in RECORDS:
        yield field, Facet(key, SINGULAR.get(field) or label(field), group, partial(_record, kind), partial(_about, field))
    for key, field, periods in DAYS:
        yield field, Facet(key, label(field), DATES, partial(_days, periods), partial(_between, field), ENDS)
    for field in ("hours", "days"):
        yield field, Facet(field, label(field), EFFORT, lambda asked: RangeField(), partial(_amount, field), ENDS[1:])


def label(field: str) -> str:
    return str(capfirst(Ticket._meta.get_field(field).verbose_name))  # type: ignore[union-attr]  # none of them is a reverse relation


def _fixed(key: str, path: str, choices: Sequence[tuple[str, Any]], *, group: str | Promise) -> Facet:
    return Facet(key, label(key), group, lambda asked: SeveralField(choices), lambda value: Q(**{f"{path}__in": value}))


def _rows(key: str, model: type[Model], *, without: str | Promise = "") -> Facet:
    return Facet(key, label(key), TICKET, partial(entries, model, without=without), _one_of(key))


def _one_of(path: str) -> Callable[[Sequence[str]], Q]:
    def pick(keys: Sequence[str]) -> Q:
        chosen = Q(**{f"{path}__in": [int(key) for key in keys if key != NONE]})
        return chosen | Q(**{f"{path}__isnull": True}) if NONE in keys else chosen

    return pick


def _urgent(answers: Sequence[str]) -> Q:
    return Q(is_urgent__in=[answer == "yes" for answer in answers])


def _tagged(tags: Sequence[Model]) -> Q:
    """All of them."""
    found = Q()
    for tag in tags:
        found &= Q(pk__in=Ticket.tags.through._default_manager.filter(tag=tag.pk).values("ticket"))
    return found


def _record(kind: Kind, asked: Sequence[str]) -> RecordField:
    return RecordField(kind)


def _about(field: str, record: Model) -> Q:
    """Where a ticket has several, one of them is enough."""
    if field == "articles":
        return Q(pk__in=LineItem.objects.filter(article=record.pk).values("ticket"))
    if field == "assets":
        return Q(pk__in=Ticket.assets.through._default_manager.filter(asset=record.pk).values("ticket"))
    return Q(**{field: record.pk})


def _days(periods: tuple[str, ...], asked: Sequence[str]) -> DaysField:
    return DaysField(*periods)


def _between(field: str, days: Days) -> Q:
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
