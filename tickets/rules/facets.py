"""What rules can ask of a ticket: all that lists can be asked by, and what stands in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.choices import Kind
from tickets.facets import facets_of
from tickets.facets.built_in import CUSTOMER, TICKET
from tickets.facets.controls import ME, choices, trusted_people
from tickets.fields import label_of
from tickets.models import Message
from tickets.vocabulary import Vocabulary
from ui.facet_fields import NONE, Choice, ContainsField, SeveralField
from ui.facets import Facet, Facets


def rule_facets(words: Vocabulary) -> Facets:
    """The same words as in lists; only “me” means nobody here."""
    return Facets([*_own(), *(_for_anybody(facet) for facet in facets_of(words))])


def said_facets(facets: Facets) -> Facets:
    """For sentences about many rules: people are read once for all of them, tags are taken at their word."""
    everybody: list[Choice] = []

    def people(asked: Sequence[str]) -> SeveralField:
        if not everybody:
            everybody.extend([(NONE, ""), *choices(list(User.objects.staff()))])
        return SeveralField(everybody)

    def said(facet: Facet) -> Facet:
        if facet.trusting is trusted_people:
            return replace(facet, control=people)
        return replace(facet, control=facet.trusting) if facet.key == "tags" and facet.trusting else facet

    return Facets(said(facet) for facet in facets)


def _own() -> Iterator[Facet]:
    """Of a list one asks by words; a rule needs to know where they stand."""
    yield Facet("subject", label_of("subject"), TICKET, _contains, lambda words: Q(subject__icontains=words))
    yield Facet("said", _("Message"), TICKET, _contains, _said)
    yield Facet("sender", _("Sender's address"), CUSTOMER, _contains, lambda words: Q(requester__email__icontains=words))


def _contains(asked: Sequence[str]) -> ContainsField:
    return ContainsField()


def _said(words: str) -> Q:
    """In anything the customer reads."""
    return Q(pk__in=Message.objects.filter(kind=Kind.PUBLIC, text__icontains=words).values("ticket"))


def _for_anybody(facet: Facet) -> Facet:
    return replace(facet, control=_without_me(facet.control))


def _without_me(control: Callable[[Sequence[str]], forms.Field]) -> Callable[[Sequence[str]], forms.Field]:
    def made(asked: Sequence[str]) -> forms.Field:
        field = control(asked)
        if isinstance(field, SeveralField):
            offered: Any = field.choices
            field.choices = [choice for choice in offered if choice[0] != ME]
        return field

    return made
