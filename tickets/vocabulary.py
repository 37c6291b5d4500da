"""What a workspace's lists can be asked by and can show, read in one query."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Team, User
from tenants.compiled import Slot
from tickets.at_once import AtOnce
from tickets.choices import Access
from tickets.models import CustomField, CustomOption, Preference, Tag, TicketType, TypeField
from tickets.particulars import SOME, some_of_each
from tickets.picklists import MODELS, Entry
from tickets.values import with_options


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`lists` hold the entries that can be chosen, `hiding` the types whose tickets do not show a field to staff (C-09)."""

    types: Sequence[TicketType]
    teams: Sequence[Team]
    lists: Mapping[str, Sequence[Entry]]
    customs: Sequence[CustomField]
    hiding: Mapping[str, frozenset[int]]
    referable: frozenset[str]
    has_tags: bool
    #: Keys of the columns somebody chose; nothing of whom never did.
    wanted: Sequence[str] | None

    def has(self, key: str) -> bool:
        """Whether a built-in field is seen on tickets of any type; an empty list shows its field nowhere (T24-18)."""
        if key == "tags" and not self.has_tags:
            return False
        is_there = bool(self.lists[key]) if key in self.lists else key not in SOME or key in self.referable
        return is_there and self._is_seen(key)

    @property
    def has_types(self) -> bool:
        """Where there is one type only, nobody need know that there are types."""
        return len([type_ for type_ in self.types if type_.is_active]) > 1

    def own(self) -> Iterator[CustomField]:
        """The workspace's own fields that are seen, in order."""
        for field in self.customs:
            has_something = not field.has_options or any(option.is_active for option in field.options.all())
            if has_something and self._is_seen(field.key):
                yield field

    def _is_seen(self, key: str) -> bool:
        return any(type_.is_active and type_.pk not in self.hiding.get(key, ()) for type_ in self.types)


def vocabulary(user: User) -> Vocabulary:
    """As this person likes to read; one query, however many fields and lists a workspace has."""
    rows = WORDS(user=user.pk)
    customs = with_options(rows["customs"], rows["options"])
    return Vocabulary(
        types=rows["types"],
        teams=rows["teams"],
        lists={key: rows[key] for key in MODELS},
        customs=customs,
        hiding=_hiding(rows["types"], rows["rules"], customs),
        referable=frozenset(key for key in SOME if rows[f"any_{key}"]),
        has_tags=bool(rows["any_tag"]),
        wanted=next((preference.columns for preference in rows["preference"]), None),
    )


def _sets() -> dict[str, Any]:
    lists = {key: model._default_manager.filter(is_active=True) for key, model in MODELS.items()}
    return (
        lists
        | some_of_each()
        | {
            "any_tag": Tag.objects.filter(pk__in=Tag.objects.order_by("pk").values("pk")[:1]),
            "types": TicketType.objects.all(),
            "teams": Team.objects.filter(is_active=True),
            "rules": TypeField.objects.all(),
            "customs": CustomField.objects.filter(is_active=True),
            "options": CustomOption.objects.filter(field__is_active=True),
            "preference": Preference.objects.filter(user=Slot("user")),
        }
    )


WORDS = AtOnce(_sets)


def _hiding(types: Sequence[TicketType], rules: Sequence[TypeField], customs: Sequence[CustomField]) -> dict[str, frozenset[int]]:
    everywhere = frozenset(type_.pk for type_ in types)
    hiding = {field.key: everywhere for field in customs if field.staff == Access.HIDDEN}
    for rule in rules:
        here = hiding.get(rule.key, frozenset())
        hiding[rule.key] = here | {rule.type_id} if rule.staff == Access.HIDDEN else here - {rule.type_id}
    return {key: types_ for key, types_ in hiding.items() if types_}
