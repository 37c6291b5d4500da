"""Tells the history and the times in each status that the verbs would have written, with the times of then."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from customers.models import Contact
from helpdesk.demo.furnishing import Cast
from helpdesk.demo.planning import Plan
from tickets.choices import Category, Verb
from tickets.models import Event, Message, StatusSpan, Ticket
from tickets.telling import told


@dataclass
class Scribe:
    """Keeps count of versions and of where the ticket stands, one line after the other."""

    ticket: Ticket
    cast: Cast
    stands: Category = Category.NEW
    version: int = 1
    lines: list[Event] = field(default_factory=list)
    spans: list[StatusSpan] = field(default_factory=list)

    def stand(self, *, at: datetime) -> None:
        if self.spans:
            self.spans[-1].ended_at = at
        self.spans.append(StatusSpan(ticket=self.ticket, status=self.cast.statuses[self.stands], began_at=at))

    def line(self, verb: Verb, *, by: User | Contact, at: datetime, message: Message | None = None, **data: Any) -> None:
        if "field" in data:
            self.version += 1
        self.lines.append(
            Event(
                ticket=self.ticket,
                verb=verb,
                actor=by if isinstance(by, User) else None,
                contact=by if isinstance(by, Contact) else None,
                message=message,
                data={**data, "version": self.version} if data else {},
                created_at=at,
            )
        )

    def move(self, to: Category, *, by: User | Contact, at: datetime) -> None:
        if to == self.stands:
            return
        verb = Verb.CLOSED if to == Category.CLOSED else Verb.STATUS
        before, after = self.cast.statuses[self.stands], self.cast.statuses[to]
        self.line(verb, by=by, at=at, field="status", **{"from": told(before), "to": told(after)})
        self.stands = to
        self.stand(at=at)


def history_of(plan: Plan, ticket: Ticket, messages: list[Message], *, cast: Cast) -> Scribe:
    scribe = Scribe(ticket=ticket, cast=cast)
    scribe.stand(at=plan.opened_at)
    scribe.line(Verb.OPENED, by=plan.requester, at=plan.opened_at, message=messages[0], source=plan.source)
    if plan.category == Category.NEW:
        return scribe
    _claim(plan, scribe)
    for said, message in zip(plan.said[1:], messages[1:], strict=True):
        verb = Verb.NOTED if said.turn.by == "N" else Verb.REPLIED
        scribe.line(verb, by=said.by, at=said.at, message=message)
        if said.turn.by != "N":
            scribe.move(Category.WAITING_CUSTOMER if said.turn.by == "A" else Category.OPEN, by=said.by, at=said.at)
    scribe.move(plan.category, by=plan.responsible, at=plan.done_at or plan.said[-1].at + timedelta(minutes=2))
    return scribe


def _claim(plan: Plan, scribe: Scribe) -> None:
    """Somebody takes it soon after it came in, at the latest when they first speak."""
    later = plan.said[1].at if len(plan.said) > 1 else plan.opened_at + timedelta(minutes=10)
    at = plan.opened_at + (later - plan.opened_at) / 2
    change = {"field": "responsible", "from": told(plan.team), "to": told(plan.responsible)}
    scribe.line(Verb.CLAIMED, by=plan.responsible, at=at, **change)
    scribe.move(Category.OPEN, by=plan.responsible, at=at)
