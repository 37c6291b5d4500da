"""What a rule does, one thing after another: as it is kept, and as it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tickets.models import Rule
from tickets.rules.choices import DeedKind

#: More than anybody follows.
MOST_DEEDS = 20
#: In place of a user: whoever presses the button.
ME = "me"


@dataclass(frozen=True, slots=True)
class Deed:
    """One of a rule's; `key` names it within the rule. `chosen` is JSON.

    | kind | chosen |
    |---|---|
    | assign, ring | `user` (a key, or “me” in own actions) or `team`; ring: neither is who is responsible; `text` |
    | status | `status` |
    | set | `field`, `value`: a key, true or false; of an own field what the ticket keeps |
    | due | `days` |
    | tag, untag | `tags`: names |
    | note | `html` |
    | mail | `to` (`To`) or `user` or `team`; `address`; `subject`, `html` |
    """

    key: int
    kind: DeedKind
    chosen: Mapping[str, Any]

    @property
    def field(self) -> str:
        """The ticket's field it is about, if it is about one."""
        return {
            DeedKind.ASSIGN: "responsible",
            DeedKind.STATUS: "status",
            DeedKind.DUE: "due_at",
            DeedKind.TAG: "tags",
            DeedKind.UNTAG: "tags",
        }.get(self.kind, str(self.chosen.get("field", "")))

    @property
    def own_field(self) -> int | None:
        """The key of the workspace's own field that it sets."""
        number = self.field.removeprefix("custom_")
        return int(number) if number != self.field else None

    def kept(self) -> dict[str, Any]:
        return {"key": self.key, "do": str(self.kind), **self.chosen}


def deeds_of(rule: Rule) -> list[Deed]:
    """In order."""
    return [_read(row) for row in rule.deeds]


def every_deed(rules: Iterable[Rule]) -> list[Deed]:
    return [deed for rule in rules for deed in deeds_of(rule)]


def _read(row: Mapping[str, Any]) -> Deed:
    chosen = {name: value for name, value in row.items() if name not in ("key", "do")}
    return Deed(row["key"], DeedKind(row["do"]), chosen)
