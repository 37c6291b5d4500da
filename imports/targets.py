"""What rows can become, and what whoever makes it has to offer.

`settings.IMPORT_TARGETS` is the table of all targets; this room knows none of them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.choices import Permission
from accounts.models import User
from imports.cells import Reader
from imports.choices import Outcome, Undone
from imports.models import Import, Line
from imports.recipes import Recipe

#: Several things bear this name: a finder finds none of them.
SEVERAL = object()
#: From words to what they name; whatever is unknown is not there.
Finder: TypeAlias = Callable[[Collection[str]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class New:
    """Something nobody knows yet, by its name: made when its row is taken over."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can be. `read` makes a value of a cell; with `find` that are words, or a list of them, to be looked up.

    `headers` are further names of such columns, in lower case. `is_needed` for what is new. `can_make`: this person may have
    unknown ones made; of an `is_free` one they always are, as when somebody types a tag. An `is_for_new` one stays as it is
    on what is here already. `options` are names to suggest to whoever mistyped one.
    """

    key: str
    label: str
    read: Reader
    headers: tuple[str, ...] = ()
    is_needed: bool = False
    find: Finder | None = None
    can_make: bool = False
    is_free: bool = False
    is_for_new: bool = False
    options: tuple[str, ...] = ()
    help: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A field by which existing ones are known; `find` maps its values to keys of rows, or `SEVERAL`.

    Of a `is_unique` one there are never two, whatever a recipe says. What an `is_given` one does not know is no new one.
    """

    field: str
    label: str
    find: Callable[[Collection[Any]], Mapping[Any, Any]]
    is_unique: bool = False
    is_given: bool = False


@dataclass(slots=True)
class Plan:
    """What a row would do: `values` of what it says, `record` it would change, `complaints` by field (none: the whole row)."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome = Outcome.CREATED
    record: int | None = None
    complaints: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    #: The one of them by which it is recognised.
    meant: str = ""
    #: Whose the values are of which there can be no second, by field.
    others: dict[str, int] = field(default_factory=dict)

    def complain(self, key: str, words: str) -> None:
        self.complaints.append((key, words))
        self.outcome = Outcome.FAILED


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done for a row: the row that was made or changed, how to undo it, and what was made besides."""

    record: int | None
    undo: Mapping[str, Any] = field(default_factory=dict)
    made: Sequence[tuple[str, int]] = ()
    #: Nothing had to be done after all.
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What undoing made of a line, and why something stayed."""

    undone: Undone
    reason: str = ""


class Importer(Protocol):
    """One target for one person at one moment. Nothing here is cached across calls: rows may have come meanwhile."""

    @property
    def fields(self) -> Sequence[Field]: ...

    @property
    def keys(self) -> Sequence[Key]: ...

    def check(self, plans: Sequence[Plan], recipe: Recipe) -> None:
        """Complain about what no single field can know."""

    def carry_out(self, plans: Sequence[Plan], importing: Import, recipe: Recipe) -> Sequence[Deed]:
        """Do it, in the transaction at hand; one deed for each plan. Whatever it raises, nothing of these plans is done."""

    def take_back(self, lines: Sequence[Line]) -> Sequence[Verdict]:
        """Undo what these lines did, the last first, where nobody changed it since."""


@dataclass(frozen=True, slots=True)
class Target:
    key: str
    label: str | Promise
    icon: str
    permission: Permission
    open: Callable[[User], Importer]
    #: Names the address of what a row became.
    page: str
    #: Whether people can be told of what is imported.
    has_letters: bool = False

    def may(self, user: User) -> bool:
        return user.is_active and user.may(self.permission)


def target_named(key: str) -> Target:
    """Raises `KeyError`."""
    found: Target = import_string(settings.IMPORT_TARGETS[key])
    return found


def targets_of(user: User) -> list[Target]:
    """What this person may import."""
    return [target for key in settings.IMPORT_TARGETS if (target := target_named(key)).may(user)]
