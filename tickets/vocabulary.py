"""What a workspace's lists can be asked by and can show, read in one query."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import Team, User
from lists.choices import PORTAL, Audience, ListKind
from lists.models import Habit, View
from tenants.compiled import Slot
from tickets.at_once import AtOnce
from tickets.choices import OPEN_CATEGORIES, Access
from tickets.fields import BUILT_IN
from tickets.models import CustomField, CustomOption, Status, Tag, TicketType, TypeField
from tickets.particulars import SOME, some_of_each
from tickets.picklists import MODELS, Entry
from tickets.values import with_options


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`lists` hold the entries that can be chosen, `hiding` the types whose tickets do not show a field to `user` (C-09).

    `habit` is how this person likes the list, `view` the one that its address names, as far as they may see it.
    """

    user: User
    types: Sequence[TicketType]
    statuses: Sequence[Status]
    teams: Sequence[Team]
    lists: Mapping[str, Sequence[Entry]]
    customs: Sequence[CustomField]
    #: Own fields that are switched off.
    retired: Sequence[CustomField]
    hiding: Mapping[str, frozenset[int]]
    referable: frozenset[str]
    has_tags: bool
    habit: Habit
    view: View | None = None
    #: Of staff: the teams they belong to, and the views in their sidebar.
    joined: Sequence[Team] = ()
    pinned: Sequence[View] = ()

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

    @property
    def open_statuses(self) -> list[int]:
        """By their keys the database knows how few tickets are open; by what they mean it would have to guess."""
        return [status.pk for status in self.statuses if status.category in OPEN_CATEGORIES]

    @property
    def done_statuses(self) -> list[int]:
        return [status.pk for status in self.statuses if status.is_done]

    def own(self) -> Iterator[CustomField]:
        """The workspace's own fields that are seen, in order."""
        for field in self.customs:
            has_something = not field.has_options or any(option.is_active for option in field.options.all())
            if has_something and self._is_seen(field.key):
                yield field

    def _is_seen(self, key: str) -> bool:
        return any(type_.is_active and type_.pk not in self.hiding.get(key, ()) for type_ in self.types)


def vocabulary(user: User, *, view: int | None = None, as_customers: bool = False) -> Vocabulary:
    """As this person may read, and likes to; one query, however many fields and lists a workspace has.

    `as_customers`: of staff who want to know what any customer may read.
    """
    rows = WORDS(user=user.pk, view=view)
    audience = "portal" if user.is_customer or as_customers else "staff"
    customs = with_options([field for field in rows["customs"] if field.is_active], rows["options"])
    kind = PORTAL if user.is_customer else ListKind.TICKETS
    views = rows["portal_view"] if user.is_customer else rows["view"]
    return Vocabulary(
        user=user,
        types=rows["types"],
        statuses=rows["statuses"],
        teams=rows["teams"],
        lists={key: rows[key] for key in MODELS},
        customs=customs,
        retired=[field for field in rows["customs"] if not field.is_active],
        hiding=_hiding(rows["types"], rows["rules"], customs, audience=audience),
        referable=frozenset(key for key in SOME if rows[f"any_{key}"]),
        has_tags=bool(rows["any_tag"]),
        habit=next((habit for habit in rows["habits"] if habit.list == kind), Habit(user=user, list=kind)),
        view=next(iter(views), None),
        joined=rows["joined"],
        pinned=rows["pinned"],
    )


def joined() -> "QuerySet[Team]":
    """The teams of the person in `Slot("user")`."""
    return Team.objects.filter(members=Slot("user"), is_active=True)


def pinned() -> "QuerySet[View]":
    """Views of tickets in the sidebar of the person in `Slot("user")`."""
    user = Slot("user")
    return View.objects.for_staff(user).filter(list=ListKind.TICKETS).exclude(audience=Audience.PORTAL).pinned_by(user)


def _sets() -> dict[str, Any]:
    lists = {key: model._default_manager.filter(is_active=True) for key, model in MODELS.items()}
    named = View.objects.filter(pk=Slot("view"), list=ListKind.TICKETS)
    return (
        lists
        | some_of_each()
        | {
            "any_tag": Tag.objects.filter(pk__in=Tag.objects.order_by("pk").values("pk")[:1]),
            "types": TicketType.objects.all(),
            "statuses": Status.objects.all(),
            "teams": Team.objects.filter(is_active=True),
            "rules": TypeField.objects.all(),
            "customs": CustomField.objects.all(),
            "options": CustomOption.objects.filter(field__is_active=True),
            "habits": Habit.objects.filter(user=Slot("user")),
            "view": named.for_staff(Slot("user")),
            "portal_view": named.for_customers(),
            "joined": joined(),
            "pinned": pinned(),
        }
    )


WORDS = AtOnce(_sets)


def _hiding(
    types: Sequence[TicketType], rules: Sequence[TypeField], customs: Sequence[CustomField], *, audience: str
) -> dict[str, frozenset[int]]:
    everywhere = frozenset(type_.pk for type_ in types)
    fields: list[Any] = [*BUILT_IN, *customs]
    hiding = {field.key: everywhere for field in fields if getattr(field, audience) == Access.HIDDEN}
    for rule in rules:
        here = hiding.get(rule.key, frozenset())
        hiding[rule.key] = here | {rule.type_id} if getattr(rule, audience) == Access.HIDDEN else here - {rule.type_id}
    return {key: types_ for key, types_ in hiding.items() if types_}
