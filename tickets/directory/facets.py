"""What those we serve can be asked by."""

from collections.abc import Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from customers.kinds import ORGANISATIONS
from tickets.directory.columns import TICKETS, label_of
from tickets.facets.built_in import BEHIND, ENDS, YES_OR_NO, within_days
from tickets.facets.controls import RecordField, TrustedRecordField
from ui.facet_fields import ContainsField, DaysField, SeveralField
from ui.facets import Facet

DETAILS, WORK = _("Details"), _("Tickets")


def containing(model: type[Model], name: str) -> Facet:
    """Part of what is written there."""

    def pick(words: str) -> Q:
        return Q(**{f"{name}__icontains": words})

    return Facet(name, label_of(model, name), DETAILS, lambda asked: ContainsField(), pick)


def of_organisation(model: type[Model]) -> Facet:
    def pick(whose: Any) -> Q:
        return Q(organisation=whose.pk if isinstance(whose, Model) else None)

    def control(kind: type[RecordField], asked: Sequence[str]) -> RecordField:
        return kind(ORGANISATIONS)

    label, trusting = label_of(model, "organisation"), partial(control, TrustedRecordField)
    return Facet("organisation", label, DETAILS, partial(control, RecordField), pick, trusting=trusting)


def one_of(key: str, label: Any, choices: Sequence[tuple[str, Any]]) -> Facet:
    def pick(keys: Sequence[str]) -> Q:
        return Q(**{f"{key}__in": keys})

    return Facet(key, label, DETAILS, lambda asked: SeveralField(choices), pick)


def whether(key: str, label: Any, some: Q, *, yes: str = "yes", no: str = "no") -> Facet:
    """Whether this is so of a row."""

    def pick(answers: Sequence[str]) -> Q:
        return reduce(or_, [some if answer == yes else ~some for answer in answers])

    choices = [(yes, YES_OR_NO[0][1]), (no, YES_OR_NO[1][1])]
    return Facet(key, label, DETAILS, lambda asked: SeveralField(choices), pick)


def since() -> Facet:
    pick = partial(within_days, "created_at")
    return Facet("created", _("Created"), DETAILS, lambda asked: DaysField(*BEHIND), pick, ENDS)


def with_open_tickets(tickets: QuerySet[Any, Any]) -> Facet:
    """Whether any is about it. Each once, so that what is open is read first, not looked for in each row's tickets."""
    some = Q(pk__in=tickets.distinct())
    phrases = {"yes": _("with open tickets"), "no": _("without open tickets")}
    phrases |= {"not-yes": phrases["no"], "not-no": phrases["yes"]}

    def pick(answers: Sequence[str]) -> Q:
        return reduce(or_, [some if answer == "yes" else ~some for answer in answers])

    return Facet(TICKETS, _("Open tickets"), WORK, lambda asked: SeveralField(YES_OR_NO), pick, phrases=phrases)
