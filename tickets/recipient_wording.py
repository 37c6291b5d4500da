"""Who would be told, in words beside the button that tells them (C-26, B-1)."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.occasions import Occasion, Way
from tickets.recipients import Audience, Person, address_of

#: As many are named at first sight; the others when somebody looks.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One person: by which way, and why or why not."""

    icon: str
    name: str
    address: str
    reason: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a form says before it is saved. `failing` are addresses to which the last letter did not come through."""

    occasions: Sequence[Occasion]
    told: Audience
    failing: Collection[str] = field(default=())

    @property
    def when(self) -> str:
        """Where several things can happen with one save."""
        words = {
            Occasion.SOLVED: _("A new solution:"),
            Occasion.CHANGED: _("Priority, category, status or estimated solution changed:"),
            Occasion.DONE: _("Resolved or closed:"),
        }
        return words.get(self.occasions[0], "")

    @property
    def named(self) -> list[Line]:
        return list(self._mailed())[:NAMED]

    @property
    def others(self) -> int:
        """Who get mail besides those named."""
        return max(len(self.told.mails) - NAMED, 0)

    @property
    def bells(self) -> str:
        return ", ".join(str(hearer.person) for hearer in self.told.bells if Way.MAIL not in hearer.ways)

    @property
    def lines(self) -> list[Line]:
        """Everybody, who is told first."""
        rung = [hearer for hearer in self.told.bells if Way.MAIL not in hearer.ways]
        heard = [Line("bell", str(hearer.person), "", str(hearer.why.label)) for hearer in rung]
        spared = [
            Line("bell-off", _name(each.person), _address(each.person), str(each.why_not.label)) for each in self.told.spared
        ]
        return [*self._mailed(), *heard, *spared]

    @property
    def sending(self) -> str:
        """The button of an answer names its receivers (B-2)."""
        mails = self.told.mails
        if not mails:
            return _("Save answer")
        if len(mails) == 1:
            return _("Send to %(name)s") % {"name": _short(str(mails[0].person))}
        return ngettext("Send to %(count)s recipient", "Send to %(count)s recipients", len(mails)) % {"count": len(mails)}

    def _mailed(self) -> Iterator[Line]:
        for hearer in self.told.mails:
            address = _address(hearer.person)
            yield Line("mail", _name(hearer.person), address, str(hearer.why.label), address_of(hearer.person) in self.failing)


def seen_of(previews: Sequence[Preview]) -> str:
    """What the form sends back: whom its page named for each occasion."""
    return json.dumps({preview.occasions[0]: preview.told.addresses for preview in previews})


def _name(person: Person) -> str:
    """Nothing for a bare address."""
    return "" if str(person).lower() == address_of(person) else str(person)


def _address(person: Person) -> str:
    return address_of(person)


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"
