"""Tickets that are probably about the same: a warning while somebody writes one, a hint beside one that is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from accounts.models import User
from tickets.models import Digest, Message, Ticket, TicketAsset, Word
from tickets.models.digest import TICKETS_OF_AN_ERA
from tickets.querysets import TicketQuerySet
from tickets.searching.functions import Alike, AllOf, AnyOf, Found, Idle, Query, Stem
from tickets.searching.matching import HEADING, PUBLIC
from tickets.searching.spelling import folded

#: No subject is longer.
LONGEST = 300
WORD = re.compile(r"[^\W\d_]{3,40}")
#: Of words with more letters the beginning says which they are.
SHORT = 4
#: Words of a subject that are compared, the rarest ones; of those the first pairs are looked for elsewhere.
COMPARED, PAIRED = 6, 4
#: Words of a customer that are compared.
MOST_TYPED = 12
#: Of one customer or object so many tickets are compared, and so many that have words in common.
NEAR, FAR = 50, 100
#: Where two words are in more tickets than this, only some of the newest eras are looked at: those in which so many times
#: as many have one of them.
MANY, ERAS, WIDER = 2_000, 8, 8
#: What part of what a subject says has to be said there too (its rarer words say more): of the same customer, of others.
ALIKE, FAR_ALIKE = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Like:
    """A ticket, with requester and status; `same_requester` and `same_object` say what else speaks for it."""

    ticket: Ticket
    score: float
    same_requester: bool
    same_object: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a subject in its forms; the rarer it is, the more it says."""

    forms: Sequence[str]
    tickets: int
    weight: float


@dataclass(frozen=True, slots=True)
class Subject:
    """What is said in it, the number of the newest ticket, and how many words nobody wrote before."""

    said: Sequence[Said]
    newest: int
    new: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What is compared with: words, and whom and what they are about; `but` is the ticket that says them."""

    words: str
    requester: int | None = None
    assets: Collection[int] = ()
    but: int = 0


def about(ticket: Ticket, *, assets: Collection[int] = ()) -> About:
    return About(ticket.subject, ticket.requester_id, assets, but=ticket.pk)


def similar(what: About, *, user: User, most: int = 5) -> list[Like]:
    """The likeliest first, of those that this person may see; two queries at most, none where there are no words."""
    subject = _read(what.words, user=user)
    if not subject.said:
        return []
    rows = Ticket.objects.visible_to(user).exclude(pk=what.but)
    first, *others = _candidates(rows, what, subject, user=user)
    places = TicketAsset.objects.filter(ticket=OuterRef("pk"), asset__in=what.assets)
    near = rows.filter(pk__in=first.union(*others, all=True))
    scored = near.annotate(score=_score(subject, user=user), same_object=Exists(places))
    likely = scored.filter(score__gte=ALIKE).select_related("requester", "status").order_by("-score", "-pk")[:NEAR]
    return list(_chosen(likely, what))[:most]


def _read(text: str, *, user: User) -> Subject:
    words = list(dict.fromkeys(WORD.findall(text.replace("\x00", "")[:LONGEST].lower())))
    if not words:
        return Subject([], 0)
    newest = Subquery(Ticket.objects.order_by("-pk").values("pk")[:1])
    known = Word.objects.annotate(stem=Stem("word")).filter(stem__in=[Stem(Value(word)) for word in words])
    columns = known.annotate(idle=ExpressionWrapper(Q(Idle("word")), BooleanField()), newest=newest).order_by("-tickets")
    rows: list[Any] = list(columns.values_list("stem", "word", "tickets", "newest", "idle"))
    idle = {row[1] for row in rows if row[4]}
    words, rows = [word for word in words if folded(word) not in idle], [row[:4] for row in rows if not row[4]]
    return _as_typed(words, rows) if user.is_customer else _weighed(words, rows)


def _as_typed(words: Sequence[str], rows: Sequence[Any]) -> Subject:
    """For customers: a word weighs the same whether others ever wrote it or not, so that what is shown does not tell."""
    forms: dict[str, dict[str, None]] = {}
    for word in words:
        forms.setdefault(folded(word)[:SHORT], {})[folded(word)] = None
    for _stem, word, *_rest in rows:
        if word[:SHORT] in forms:
            forms[word[:SHORT]][word] = None
    return Subject([Said([*each], 0, 1) for each in forms.values()][:MOST_TYPED], 0)


def _weighed(words: Sequence[str], rows: Sequence[Any]) -> Subject:
    """The rarest words that somebody wrote before."""
    stems: dict[str, list[Any]] = {}
    for stem, *row in rows:
        stems.setdefault(str(stem), []).append(row)
    every = max((row[2] or 0 for rows in stems.values() for row in rows), default=0)
    said = sorted((_of_forms(rows, every) for rows in stems.values()), key=lambda each: each.tickets)[:COMPARED]
    new = [word for word in words if not any(_resemble(word, form) for each in said for form in each.forms)]
    return Subject(said, every, len(new))


def _of_forms(rows: Sequence[Any], every: int) -> Said:
    tickets = sum(row[1] for row in rows)
    return Said([row[0] for row in rows], tickets, log(2 + every / (1 + tickets)))


def _candidates(rows: TicketQuerySet, what: About, subject: Subject, *, user: User) -> Iterator[QuerySet[Any, Any]]:
    """Of the same customer, about the same objects, and for staff whatever has two of its rarest words."""
    said, newest = subject.said, subject.newest
    latest = rows.order_by("-last_activity_at", "-pk")
    yield latest.filter(requester=what.requester).values("pk")[:NEAR]
    if what.assets:
        yield TicketAsset.objects.filter(asset__in=what.assets).order_by("-ticket").values("ticket")[:NEAR]
    if len(said) > 1 and not user.is_customer:
        digests = Digest.objects.filter(Found("search", _two_of(said[:PAIRED])))
        if said[1].tickets > MANY:
            digests = digests.filter(era__in=_eras(said[1].tickets / newest, newest // TICKETS_OF_AN_ERA))
        yield digests.order_by((F("pk") + Value(0)).desc()).values("pk")[:FAR]


def _two_of(said: Sequence[Said]) -> Any:
    """The rarest with any other, or the next one with one that is not as rare."""
    first, *others = said
    second, *rest = others
    pairs = AllOf(_any_of([first]), _any_of(others))
    return AnyOf(pairs, AllOf(_any_of([second]), _any_of(rest))) if rest else pairs


def _any_of(said: Sequence[Said]) -> Query:
    forms = [form for each in said for form in each.forms]
    return Query([{"text": forms[0], "also": forms[1:]}])


def _eras(share: float, latest: int) -> range:
    """As many of the newest as probably have enough with a word that such a share of tickets has."""
    wanted = min(ceil(WIDER * FAR / (share * TICKETS_OF_AN_ERA)), ERAS)
    return range(max(latest - wanted, 0), latest + 1)


def _resemble(word: str, form: str) -> bool:
    """Probably forms of one word, or too short to say anything."""
    return len(word) <= SHORT or folded(word)[:SHORT] == form[:SHORT]


def _score(subject: Subject, *, user: User) -> Any:
    """What nobody said before, nobody said there: it counts as much as the rarest word.

    Customers are not compared with an answer that can still be taken back (B-6): of its ticket they know the subject.
    """
    whole = sum(each.weight for each in subject.said) + subject.new * subject.said[0].weight
    words = [(form, place, each.weight / whole) for place, each in enumerate(subject.said) for form in each.forms]
    if not user.is_customer:
        return Alike("digest__search", letters=list("abcd"), words=words)
    leaving = Message.objects.filter(ticket=OuterRef("pk"), leaves_at__gt=timezone.now())
    heading, public = (Alike("digest__search", letters=list(letters.lower()), words=words) for letters in (HEADING, PUBLIC))
    return Case(When(Exists(leaving), then=heading), default=public)


def _chosen(likely: Iterable[Any], what: About) -> Iterator[Like]:
    for ticket in likely:
        same = ticket.requester_id == what.requester
        if same or ticket.same_object or ticket.score >= FAR_ALIKE:
            yield Like(ticket, ticket.score, same_requester=same, same_object=ticket.same_object)
