"""Holds whoever saves to what their page said: who would be told, or that nobody shall be (C-26, B-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from tickets.actions.recording import record
from tickets.choices import Verb
from tickets.circle import circle_of
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.recipients import NOBODY, Audience, Person, audience, moved


@dataclass(frozen=True, slots=True)
class Agreed:
    """`seen` are the addresses that the page named for each occasion, if there was a page; `silent`: nobody shall be told."""

    seen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    silent: bool = False


#: Where nobody looked at a page.
UNSEEN = Agreed()


class OthersHear(Exception):
    """Other people would get mail now than the page said: `more` and `fewer` are their addresses."""

    def __init__(self, more: Sequence[str], fewer: Sequence[str]) -> None:
        super().__init__(f"+{list(more)} -{list(fewer)}")
        self.more, self.fewer = more, fewer


def agree(
    ticket: Ticket,
    *occasions: Occasion,
    by: User,
    agreed: Agreed = UNSEEN,
    mentioned: Sequence[User] = (),
    chosen: Sequence[Person] = (),
) -> Audience:
    """Whom to tell of what happens here together. Where it was agreed that nobody is, the history says whom it spared.

    Raises `OthersHear` if other people would get mail than the page said; bells may have changed.
    """
    circle = circle_of(ticket, mentioned=mentioned, chosen=chosen)
    told = audience(*occasions, circle=circle, by=by)
    if agreed.silent:
        if told.hearers:
            record(ticket, Verb.SILENT, by=by, to=", ".join(str(hearer.person) for hearer in told.hearers))
        return NOBODY
    for occasion in occasions:
        if (seen := agreed.seen.get(occasion)) is not None:
            _refuse_others(seen, audience(occasion, circle=circle, by=by))
    return told


def _refuse_others(seen: Sequence[str], now: Audience) -> None:
    more, fewer = moved(seen, now)
    if more or fewer:
        raise OthersHear(more, fewer)
