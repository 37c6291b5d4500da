"""Where in a ticket the words were found, for the tickets of one page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Concat, JSONObject, Now
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from tenants.compiled import Compiled, Slot
from tickets.choices import Kind
from tickets.models import Attachment, ExternalReference, Message, Ticket, TicketAsset
from tickets.searching.functions import AmongThese, Excerpt
from tickets.searching.marking import excerpt, for_database, marked, pattern_of
from tickets.searching.meaning import Meaning
from tickets.values import in_words
from tickets.vocabulary import Vocabulary

NOTHING = SafeString("")
WRITTEN = ("solution", "report")
PATTERN = Slot("pattern", TextField())
EVERY = Q()


@dataclass(frozen=True, slots=True)
class Trace:
    """`subject` with its words marked. Where they are not all in it: `place` says where others were found, `words` what stands
    there; all of it safe to show.
    """

    subject: SafeString
    place: str = ""
    words: SafeString = NOTHING


def traces(tickets: Sequence[Ticket], meaning: Meaning, *, user: User, known: Vocabulary | None = None) -> Mapping[int, Trace]:
    """By number; one query for all. Without what staff `known` nothing but the conversation is looked at, as for customers."""
    patterns = [pattern_of(each) for each in meaning.wanted]
    pattern = "|".join(patterns)
    if not pattern:
        return {}
    keys = [ticket.pk for ticket in tickets if not all(_is_in(one, ticket.subject) for one in patterns)]
    ask = CONVERSATION if known is None or user.is_customer else EVERYTHING
    found = {row["pk"]: row for row in ask(keys, for_database(pattern))} if keys else {}
    return {ticket.pk: _trace(ticket, found.get(ticket.pk), pattern, known) for ticket in tickets}


def _is_in(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


class Asking:
    """A question for what these places say; its SQL is worked out once for each process (0014)."""

    def __init__(self, places: Callable[[], Mapping[str, Any]]) -> None:
        self._names: list[str] = []
        self._places = places
        self._ask = Compiled(self._rows)

    def __call__(self, keys: Sequence[int], pattern: str) -> list[dict[str, Any]]:
        rows = self._ask(keys=list(keys), pattern=pattern)
        return [dict(zip(["pk", "type", *self._names], row, strict=True)) for row in rows]

    def _rows(self) -> QuerySet[Any, tuple[Any, ...]]:
        places = self._places()
        self._names = [*places]
        these = Ticket.objects.order_by().filter(AmongThese("pk", Slot("keys", ArrayField(BigIntegerField()))))
        return these.annotate(**places).values_list("pk", "type", *places)


def _conversation(seen: Q = EVERY) -> dict[str, Any]:
    said = Message.objects.filter(seen, ticket=OuterRef("pk"), text__iregex=PATTERN).order_by("-created_at", "-pk")
    files = Attachment.objects.filter(message__ticket=OuterRef("pk"), is_inline=False, name__iregex=PATTERN)
    if seen:
        files = files.filter(message__in=Message.objects.filter(seen))
    return {
        "said": Subquery(said.values_list(JSONObject(kind="kind", words=Excerpt("text", PATTERN)))[:1]),
        "file": Subquery(files.order_by("-pk").values("name")[:1]),
    }


def _to_the_customer() -> dict[str, Any]:
    """As `Message.objects.seen_by` lets customers see it, whenever that is asked."""
    return _conversation((Q(leaves_at=None) | Q(leaves_at__lte=Now())) & Q(kind=Kind.PUBLIC))


def _known_to_staff() -> dict[str, Any]:
    assets = TicketAsset.objects.filter(ticket=OuterRef("pk")).order_by("position", "pk")
    called = Concat("asset__name", Value(" "), "asset__number", Value(" "), "asset__address", output_field=TextField())
    references = ExternalReference.objects.filter(ticket=OuterRef("pk")).annotate(
        words=Concat("channel", Value(" "), "external_id", Value(" "), "reply_id", output_field=TextField())
    )
    asks = Concat("requester__name", Value(" "), "requester__email", Value(" "), "requester__phone", output_field=TextField())
    written = {f"in_{name}": Case(When(**{f"{name}__iregex": PATTERN}, then=Excerpt(name, PATTERN))) for name in WRITTEN}
    return {
        **_conversation(),
        **written,
        "in_custom": F("custom"),
        "in_assets": Subquery(assets.annotate(words=called).filter(words__iregex=PATTERN).values("words")[:1]),
        "in_references": Subquery(references.filter(words__iregex=PATTERN).values("words")[:1]),
        "in_requester": asks,
        "in_organisation": F("organisation__name"),
    }


CONVERSATION, EVERYTHING = Asking(_to_the_customer), Asking(_known_to_staff)


def _trace(ticket: Ticket, row: Mapping[str, Any] | None, pattern: str, known: Vocabulary | None) -> Trace:
    subject = marked(ticket.subject, pattern)
    for place, words in _places(row, known) if row else ():
        if words and _is_in(pattern, words):
            return Trace(subject, place, excerpt(words, pattern))
    return Trace(subject)


def _places(row: Mapping[str, Any], known: Vocabulary | None) -> Iterator[tuple[str, str]]:
    """What weighs most first; nothing of fields that the ticket's type hides."""
    if known is not None and "in_custom" in row:
        yield from _written_down(row, known)
    said = json.loads(row["said"]) if row["said"] else {}
    yield (_("Note") if said.get("kind") == Kind.INTERNAL else _("Message")), said.get("words", "")
    yield _("Attachment"), row["file"] or ""
    if known is not None and "in_custom" in row:
        yield _("Requester"), row["in_requester"]
        yield _("Organisation"), _unless("organisation", row, known)


def _written_down(row: Mapping[str, Any], known: Vocabulary) -> Iterator[tuple[str, str]]:
    yield _("Solution"), _unless("solution", row, known)
    yield _("Report"), _unless("report", row, known)
    held = json.loads(row["in_custom"])
    for field in known.own():
        value = held.get(str(field.pk))
        if value is not None and row["type"] not in known.hiding.get(field.key, ()):
            yield field.name, in_words(field, value, names={})
    yield _("Object"), _unless("assets", row, known)
    yield _("External reference"), _unless("external_references", row, known, column="references")


def _unless(field: str, row: Mapping[str, Any], known: Vocabulary, *, column: str = "") -> str:
    return "" if row["type"] in known.hiding.get(field, ()) else row[f"in_{column or field}"] or ""
