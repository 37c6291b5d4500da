"""What a rule would do to a ticket, and why not; nothing happens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from accounts.models import User
from tickets.models import Rule, Ticket
from tickets.rules.choices import DeedKind, Hindrance, Outcome
from tickets.rules.conditions import Conditions, Filtered
from tickets.rules.deeds import every_deed
from tickets.rules.facts import facts_of
from tickets.rules.foresight import Effect, foresee
from tickets.rules.hearers import Addressed, address_of, name_of
from tickets.rules.targets import Targets, targets_of
from tickets.rules.telling import Consequences, consequences
from tickets.rules.wording import deed_said

#: How many new tickets are looked at to see how often a rule would have acted.
LATEST: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One deed in words; `detail` says who gets which mail, or why it is left out."""

    effect: Effect
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Trial:
    ticket: Ticket
    is_met: bool
    filters: Sequence[Filtered]
    lines: Sequence[Line]
    told: Consequences

    @property
    def groups(self) -> list[list[Filtered]]:
        """One of them is enough."""
        numbers = dict.fromkeys(each.group for each in self.filters)
        return [[each for each in self.filters if each.group == number] for number in numbers]

    @property
    def addresses(self) -> list[str]:
        """Everybody who would get mail, each once, in order of the alphabet."""
        return sorted({*mailed(line.effect for line in self.lines), *self.told.addresses})


def tried(rule: Rule, ticket: Ticket, *, by: User, is_silent: bool = False) -> Trial:
    """By this rule alone, with the calculation of the real run."""
    deeds, conditions = every_deed([rule]), Conditions()
    is_met = rule.pk in conditions.met(ticket, [rule])
    targets = targets_of(deeds)
    who = by if rule.is_own_action else None
    found = foresee(ticket, [rule], facts=facts_of(ticket, deeds), targets=targets, by=who, is_silent=is_silent)
    filters = conditions.filters(ticket, rule) if rule.query else []
    told = consequences(ticket, found.after, by=who)
    return Trial(ticket, is_met, filters, [_line(effect, targets) for effect in found.effects], told)


def mailed(effects: Iterable[Effect]) -> list[str]:
    """The addresses that these deeds write to."""
    found = (effect for effect in effects if effect.deed.kind == DeedKind.MAIL and effect.is_done)
    return [address_of(person).lower() for effect in found for person in effect.value.hearers]


def matched_among_latest(rule: Rule, *, seen_by: User) -> int:
    """How many of the newest tickets meet its conditions, as they are now."""
    latest = Ticket.objects.visible_to(seen_by).order_by("-opened_at", "-pk").values("pk")[:LATEST]
    return Conditions().among(Ticket.objects.filter(pk__in=latest), rule).count()


def _line(effect: Effect, targets: Targets) -> Line:
    return Line(effect, deed_said(effect.deed, targets), _detail(effect))


def _detail(effect: Effect) -> str:
    if effect.outcome == Outcome.SKIPPED:
        return str(Hindrance(effect.why_not).label)
    if effect.outcome == Outcome.SAME:
        return str(effect.outcome.label)
    return _letter(effect.value) if isinstance(effect.value, Addressed) else ""


def _letter(found: Addressed) -> str:
    """Who gets it, its subject, and who cannot get it."""
    to = ", ".join(f"{name_of(person)} ({address_of(person)})" for person in found.hearers)
    words = _("To %(to)s: “%(subject)s”") % {"to": to, "subject": found.subject}
    without = ", ".join(name_of(person) for person in found.without)
    return words if not without else _("%(words)s. Without an address: %(names)s") % {"words": words, "names": without}
