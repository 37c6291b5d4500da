"""Makes digests of very many tickets: of those that came at once, and of those that all say something else since."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from tickets.models import Stale, Ticket

#: After so many it is noted down how far one is.
BATCH = 200
#: Of so many digests words are counted, to know which are common.
SAMPLE = 20_000
#: Filling a workspace says how far it is after so many.
STRIDE = 20_000
MEMORY = "256MB"
EVERY = "every"
INDEXES = ["digest_search", "word_word", "word_stem", "word_parts"]
Tell = Callable[[str], None]


@contextmanager
def at_rest() -> Iterator[None]:
    """Within a transaction that writes very many tickets: nothing is digested. Whoever does this calls `digest_all` then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('desk.digests', 'off', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('desk.digests', 'on', true)")


@transaction.atomic
def digest_all(*, tell: Tell = lambda line: None) -> None:
    """Digests of all tickets that have none, and the words in them; some 0.3 ms a ticket. Meanwhile nobody searches.

    For filling a workspace; one that people work in has them made by `refresh`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ANY (%s)", [INDEXES]
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(ANALYZE)  # the planner must not take tables for empty that are full since just now
        for first in range(0, _newest() + 1, STRIDE):
            cursor.execute(DIGESTS, [first, first + STRIDE])
            tell(f"Digests up to #{first + STRIDE:,}")
        tell("Words")
        cursor.execute(WORDS)
        cursor.execute(WRITTEN)
        for name, definition in indexes:
            tell(f"CREATE INDEX {name}")
            cursor.execute(definition)


def refresh(*, seconds: float) -> bool:
    """Go on with what is stale, for about so long; whether something is left. Whoever is killed goes on where they were."""
    end = time.monotonic() + seconds
    while (is_more := _refresh_some()) and time.monotonic() < end:
        pass
    return is_more


def weigh() -> None:
    """Count in how many tickets each word is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT desk_weigh(%s)", [SAMPLE])


def _refresh_some() -> bool:
    """What nobody began comes first, so that a contact does not wait for a million others; two of the same are one.

    One ticket after the other: who held many digests would be in the way of people who save. Twice does no harm.
    """
    stale = Stale.objects.order_by(F("reached").asc(nulls_first=True), "pk").first()
    if stale is None:
        return False
    if stale.reached is None:
        Stale.objects.filter(kind=stale.kind, key=stale.key).exclude(pk=stale.pk).delete()
    rows = _tickets(stale).filter(pk__lt=stale.reached) if stale.reached is not None else _tickets(stale)
    keys = list(rows.order_by("-pk").values_list("pk", flat=True)[:BATCH])
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT desk_redigest(%s)", [[key]])
    if len(keys) == BATCH:
        Stale.objects.filter(pk=stale.pk).update(reached=keys[-1])
        return True
    stale.delete()
    if stale.kind == EVERY:
        weigh()
    return True


def _tickets(stale: Stale) -> QuerySet[Ticket]:
    about: dict[str, Any] = {
        "contact": Q(requester=stale.key),
        "organisation": Q(organisation=stale.key),
        "asset": Q(pk__in=Ticket.assets.through._default_manager.filter(asset=stale.key).values("ticket")),
        "type": Q(type=stale.key),
        "field": Q(custom__has_key=str(stale.key)),
        EVERY: Q(),
    }
    return Ticket.objects.filter(about[stale.kind])


def _newest() -> int:
    return Ticket.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


ANALYZE = """
    ANALYZE tickets_ticket, tickets_message, tickets_attachment, tickets_ticket_assets, tickets_externalreference,
    customers_contact, customers_organisation, customers_asset
"""
DIGESTS = """
    INSERT INTO tickets_digest (ticket_id, era, is_open, search)
    SELECT t.id, t.id / 4096, s.category NOT IN ('resolved', 'closed'), desk_digest(x.heading, x.known, x.said, x.noted)
    FROM tickets_ticket t JOIN tickets_status s ON s.id = t.status_id, LATERAL desk_texts(t.id) x
    WHERE t.id >= %s AND t.id < %s AND NOT EXISTS (SELECT FROM tickets_digest d WHERE d.ticket_id = t.id) ORDER BY t.id
"""
WORDS = """
    INSERT INTO tickets_word (word, written, tickets)
    SELECT word, word, ndoc FROM ts_stat('SELECT search FROM tickets_digest') seen
    WHERE word ~ '^[^0-9]{3,40}$' AND NOT EXISTS (SELECT FROM tickets_word there WHERE there.word = seen.word)
"""
#: With their umlauts, as far as the latest texts have them.
WRITTEN = """
    UPDATE tickets_word w SET written = seen.written
    FROM (
      SELECT desk_plain(word) AS word, max(word) AS written
      FROM ts_stat($$
        (SELECT to_tsvector('pg_catalog.simple', desk_words(lower(subject))) FROM tickets_ticket ORDER BY id DESC LIMIT 50000)
        UNION ALL
        (SELECT to_tsvector('pg_catalog.simple', desk_words(lower(text))) FROM tickets_message ORDER BY id DESC LIMIT 50000)
      $$)
      WHERE word ~ '[^a-z0-9]' GROUP BY 1
    ) seen
    WHERE seen.word = w.word AND w.written = w.word
"""
