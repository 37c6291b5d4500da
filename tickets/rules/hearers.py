"""To whom a rule speaks, and with which words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from accounts.models import User
from customers.models import Contact
from notifications.outbox import Recipient
from tenants import here
from tickets.models import Ticket
from tickets.placeholders import RULE_PLACEHOLDERS, filled, filled_plain
from tickets.rules.choices import Hindrance, To
from tickets.rules.deeds import Deed
from tickets.rules.targets import Targets

Hearer: TypeAlias = User | Contact | Recipient


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who gets a mail, who cannot for want of an address (T24-37), and what it says."""

    hearers: Sequence[Hearer]
    without: Sequence[Hearer] = ()
    subject: str = ""
    html: str = ""

    def with_words(self, *, subject: str, html: str) -> "Addressed":
        return replace(self, subject=subject, html=html)


@dataclass(frozen=True, slots=True)
class Words:
    """What `{contact}` and the like stand for on this ticket (T24-36)."""

    ticket: Ticket
    by: User | None

    def filled(self, html: str) -> str:
        return filled(html, ticket=self.ticket, by=self.by, places=RULE_PLACEHOLDERS)

    def plain(self, text: str) -> str:
        return " ".join(filled_plain(text, ticket=self.ticket, by=self.by, places=RULE_PLACEHOLDERS).split())[:250]


def words_for(ticket: Ticket, *, by: User | None) -> Words:
    return Words(ticket, by)


def addressed(deed: Deed, ticket: Ticket, *, targets: Targets) -> Addressed | Hindrance:
    people = _people(deed, ticket, targets)
    if isinstance(people, Hindrance):
        return people
    reached = [person for person in people if address_of(person)]
    if not reached:
        return Hindrance.NO_ADDRESS
    return Addressed(reached, [person for person in people if not address_of(person)])


def rung(deed: Deed, ticket: Ticket, *, targets: Targets) -> Sequence[User] | Hindrance:
    """Staff only: customers have no bell."""
    found = _people(deed, ticket, targets)
    return found if isinstance(found, Hindrance) else [person for person in found if isinstance(person, User)]


def name_of(person: Hearer) -> str:
    return person.address if isinstance(person, Recipient) else str(person)


def _people(deed: Deed, ticket: Ticket, targets: Targets) -> Sequence[Hearer] | Hindrance:
    chosen = deed.chosen
    if "user" in chosen:
        user = targets.users.get(chosen["user"])
        return [user] if user and user.pk in targets.working else Hindrance.LEFT
    if "team" in chosen:
        team = targets.teams.get(chosen["team"])
        return (targets.members.get(team.pk) or Hindrance.NOBODY) if team and team.is_active else Hindrance.GONE
    if chosen.get("to") == To.REQUESTER:
        return [ticket.requester]
    if chosen.get("to") == To.ADDRESS:
        return [Recipient(address=chosen["address"], language=here.workspace().language)]
    return _responsible(ticket)


def _responsible(ticket: Ticket) -> Sequence[Hearer] | Hindrance:
    if ticket.responsible is not None:
        return [ticket.responsible] if ticket.responsible.is_active else Hindrance.LEFT
    members = list(ticket.team.members.filter(is_active=True).order_by("pk")) if ticket.team else []
    return members or Hindrance.NOBODY


def address_of(person: Hearer) -> str:
    return person.address if isinstance(person, Recipient) else person.email
