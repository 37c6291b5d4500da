"""Which tickets have all of what is meant: for whoever reads them all, or walks along an index."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from tickets.models import Digest, Message, Ticket
from tickets.querysets import TicketQuerySet
from tickets.searching.functions import AmongThese, Found, Query
from tickets.searching.meaning import Meaning, meaning_of

#: What customers search: what a ticket is called, and what was said to them (RB-15).
PUBLIC, HEADING = "AC", "A"


def matching(rows: TicketQuerySet, words: str, *, user: User) -> TicketQuerySet:
    """Of these tickets those with all of these words; number, subject, conversation, and for staff whatever else is known."""
    return having(rows, meaning_of(words), user=user)


def having(rows: TicketQuerySet, meaning: Meaning, *, user: User) -> TicketQuerySet:
    """For rows of which somebody reads all: staff's by the index, a customer's few one by one."""
    return walking(rows, meaning, user=user) if user.is_customer else rows.filter(says(meaning))


def says(meaning: Meaning, *, only_open: bool = False) -> Q:
    """The same for staff, as a condition; of open tickets alone where that is enough."""
    return numbered(meaning) | Q(pk__in=_digests(meaning, only_open=only_open).values("pk"))


def read_first(rows: TicketQuerySet, meaning: Meaning, *, only_open: bool) -> TicketQuerySet:
    """The same for staff, where a page of few is wanted in some order: all are read from the index before anything else.

    PostgreSQL would rather walk along the order and look into every digest, since it thinks little of what that costs.
    """
    if meaning.number is not None:
        return rows.filter(says(meaning, only_open=only_open))
    return rows.filter(AmongThese("pk", ArraySubquery(_digests(meaning, only_open=only_open).values("pk"))))


def walking(rows: TicketQuerySet, meaning: Meaning, *, user: User) -> TicketQuerySet:
    """The same, asked of each row on its own: quick where the rows are few, or one soon comes upon another that has it."""
    if not user.is_customer:
        return rows.filter(numbered(meaning) | Q(_says(meaning.query())))
    leaving = Message.objects.filter(ticket=OuterRef("pk"), leaves_at__gt=timezone.now())
    said = Q(_says(meaning.query(PUBLIC))) & ~Q(Exists(leaving))
    return rows.filter(numbered(meaning) | said | Q(_says(meaning.query(HEADING))))


def numbered(meaning: Meaning) -> Q:
    """The ticket of this number, or the one it lives on in; nothing where no number was typed."""
    if meaning.number is None:
        return Q(pk__in=[])
    merged_into = Subquery(Ticket.objects.filter(pk=meaning.number).values("merged_into"))
    return Q(pk=Coalesce(merged_into, Value(meaning.number)))


def _digests(meaning: Meaning, *, only_open: bool) -> QuerySet[Digest]:
    digests = Digest.objects.filter(Found("search", meaning.query()))
    return digests.filter(is_open=True) if only_open else digests


def _says(query: Query) -> Subquery:
    """A subquery that PostgreSQL can't turn into a join of all that is found."""
    return Subquery(Digest.objects.filter(ticket=OuterRef("pk")).values_list(Found("search", query)))
