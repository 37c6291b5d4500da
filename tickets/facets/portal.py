"""What customers can ask their own tickets by: what they see of them, in their words (RB-11, C-09)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.choices import FieldKind, PortalStatus
from tickets.facets import facets_of
from tickets.facets.built_in import RECORDS, about_record, built_in
from tickets.facets.controls import choices
from tickets.facets.own import own
from tickets.fields import label_of
from tickets.models import Status, Ticket
from tickets.picklists import MODELS
from tickets.querysets import TicketQuerySet
from tickets.queues import queue_named
from tickets.vocabulary import Vocabulary, vocabulary
from ui.conditions import Asked
from ui.facet_fields import NONE, KeysField, SeveralField
from ui.facets import Facet, Facets

#: Facets about what a ticket is, not about who works on it. Whether a field is among them is said by its rule.
THEIRS = frozenset({"urgent", "due", "target", "estimated", "opened", "active", "closed_on", "hours", "days"})
#: What one of the desk's or of other customers' records can be chosen from is on their own tickets: nothing else is offered.
REFERRED = {key: field for key, field, *_rest in RECORDS if key in ("asset", "project", "partner", "product", "contract")}
CHOSEN = frozenset({"type", *MODELS, *REFERRED})
#: Whom we serve and who works here is nothing a customer chooses from.
OF_THE_DESK = (FieldKind.USER, FieldKind.CONTACT, FieldKind.ASSET)
#: More are found by searching.
MOST = 200


@dataclass(frozen=True, slots=True)
class Sign:
    """What customers read instead of statuses (RB-19): all statuses that bear the same name in the portal."""

    key: str
    label: str | Promise
    statuses: tuple[Status, ...]

    @property
    def keys(self) -> list[int]:
        return [status.pk for status in self.statuses]


def signs_of(statuses: Iterable[Status]) -> list[Sign]:
    """In the order of the statuses; those without a name of their own are one of four."""
    found: dict[str, list[Status]] = {}
    for status in statuses:
        found.setdefault(status.portal_label or status.portal_status, []).append(status)
    return [Sign(_key(name, here), here[0].portal_name, tuple(here)) for name, here in found.items()]


def for_customers(words: Vocabulary, mine: TicketQuerySet) -> Iterator[Facet]:
    """Those whose field they see on tickets of any type; of the others they are not told that there are any."""
    yield by_sign(words)
    for facet in built_in(words):
        if facet.is_gone:
            continue
        if facet.key in THEIRS:
            yield facet
        elif facet.key in CHOSEN:
            yield _on_their_own(facet, mine)
    kinds = {field.key: field.kind for field in words.customs}
    yield from (facet for facet in own(words) if not facet.is_gone and kinds[facet.key] not in OF_THE_DESK)


def not_for_customers(query: QueryDict, user: User) -> list[str]:
    """What an address of the desk asks by that customers cannot: a view for them would show each of them something else."""
    theirs = Facets(for_customers(vocabulary(user, as_customers=True), Ticket.objects.none()))
    ours = Facets(facets_of(vocabulary(user)))
    asked = Asked(query, ours, trusting=True)
    used = [each.facet for group in asked.groups for each in group.filters]
    hidden = [str(facet.label) for facet in used if facet.key not in theirs.by_name] + [chip.label for chip in asked.surplus]
    queue = queue_named(query.get("queue", ""))
    return [*dict.fromkeys(hidden), *([str(queue.label)] if queue.key != "open" else [])]


def by_sign(words: Vocabulary) -> Facet:
    signs = signs_of(words.statuses)

    def pick(keys: Sequence[str]) -> Q:
        return Q(status__in=statuses_of(words, keys))

    return Facet("status", label_of("status"), _("Ticket"), lambda asked: SignsField(signs), pick, is_plain=True)


def statuses_of(words: Vocabulary, keys: Sequence[str]) -> list[int]:
    return [pk for sign in signs_of(words.statuses) if sign.key in keys for pk in sign.keys]


def place_of_sign(words: Vocabulary) -> Case:
    """As customers see them, so that an order tells no more than its words."""
    signs = enumerate(signs_of(words.statuses))
    return Case(*(When(status__in=sign.keys, then=Value(place)) for place, sign in signs), output_field=IntegerField())


class SignsField(SeveralField):
    """Also takes what staff ask by, in a view that was saved at the desk: a meaning, or a status."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        super().__init__([(sign.key, sign.label) for sign in signs])
        self.signs = signs

    def to_python(self, value: Any) -> list[str]:
        asked = super().to_python(value)
        return [key for word in asked for key in (self._meant(word) or [word])]

    def _meant(self, word: str) -> list[str]:
        if word in dict(self.choices):  # type: ignore[arg-type]  # pairs
            return [word]
        return [sign.key for sign in self.signs if any(word in (status.category, str(status.pk)) for status in sign.statuses)]


def _key(name: str, statuses: Sequence[Status]) -> str:
    return name if name in PortalStatus.values else str(statuses[0].pk)


def _on_their_own(facet: Facet, mine: TicketQuerySet) -> Facet:
    """What stands there on their tickets, to choose from."""
    field = REFERRED.get(facet.key, facet.key)
    model: Any = Ticket._meta.get_field(field).related_model

    def control(asked: Sequence[str]) -> SeveralField:
        rows = model._default_manager.filter(pk__in=mine.filter(facet.within).order_by().values(field))[:MOST]
        return SeveralField(choices(list(rows)), without="" if facet.key == "type" else _("Not specified"))

    def pick(keys: Sequence[str]) -> Q:
        return reduce(or_, [about_record(field, NONE if key == NONE else model(pk=int(key))) for key in keys])

    return replace(facet, control=control, pick=pick, trusting=lambda asked: KeysField())
