"""Fills in what planned tickets say beyond the plain: type, lists, references, own fields."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from customers.models import Contact
from helpdesk.demo.planning import Plan
from helpdesk.demo.reading import House
from helpdesk.demo.stocking import Asked, Stock, fitting
from tickets.choices import FieldKind, Level
from tickets.models import ExternalReference, LineItem, Message, Ticket
from tickets.values import stored

Whole = list[tuple[Plan, Ticket, list[Message]]]
FILLED = [
    *("type", "severity", "region", "origin", "is_urgent", "project", "partner", "product", "contract"),
    *("estimated_on", "hours", "solution", "custom"),
]


def detail(whole: Whole, *, house: House, stock: Stock, contacts: list[Contact], dice: Random) -> None:
    """With dice of its own, so that what was said stays what it was."""
    where = {customer.name: customer.address for customer in house.customers}
    for plan, ticket, _ in whole:
        _file(plan, ticket, stock, where, dice)
        _refer(plan, ticket, stock, dice)
        _work(plan, ticket, dice)
        ticket.custom = dict(_values(plan, ticket, stock.asked, contacts, dice))
    Ticket.objects.bulk_update([ticket for _, ticket, _ in whole], FILLED, batch_size=100)
    tie = Ticket.tags.through
    tie.objects.bulk_create(tie(ticket_id=ticket.pk, tag_id=tag.pk) for _, ticket, _ in whole for tag in _tags(stock, dice))
    LineItem.objects.bulk_create(item for plan, ticket, _ in whole for item in _items(plan, ticket, stock, dice))
    ExternalReference.objects.bulk_create(
        ExternalReference(ticket=ticket, channel="SAP", external_id=f"49{dice.randrange(10**6):06}")
        for plan, ticket, _ in whole
        if plan.concern.category == "Rechnung"
    )


def _file(plan: Plan, ticket: Ticket, stock: Stock, where: dict[str, str], dice: Random) -> None:
    is_high = plan.concern.priority == Level.HIGH
    ticket.type = next(iter(fitting(stock.types, plan.concern.category)), ticket.type)
    if stock.severities:
        ticket.severity = stock.severities[-1 if is_high else dice.randrange(len(stock.severities))]
    ticket.origin = dice.choice(stock.origins) if stock.origins and dice.random() < 0.15 else None
    ticket.is_urgent = is_high and plan.done_at is None and dice.random() < 0.6
    address = where.get(str(plan.requester.organisation), "")
    ticket.region = next((region for region, words in stock.regions if any(word in address for word in words)), None)


def _refer(plan: Plan, ticket: Ticket, stock: Stock, dice: Random) -> None:
    """What fits the category; a contract where one was valid when the ticket came in."""
    category, owner, day = plan.concern.category, plan.requester.organisation_id, plan.opened_at.date()
    projects = [each for each in fitting(stock.projects, category) if each.organisation_id == owner]
    valid = [each for each in stock.contracts if each.organisation_id == owner and each.validity_on(day) == "valid"]
    ticket.project = _some(projects, 0.8, dice)
    ticket.partner = _some(fitting(stock.partners, category), 0.4, dice)
    ticket.product = _some(fitting(stock.products, category), 0.6, dice)
    ticket.contract = _some(valid, 0.9, dice)


def _work(plan: Plan, ticket: Ticket, dice: Random) -> None:
    if plan.done_at is None:
        promised = dice.random() < 0.3 and plan.category != "new"
        ticket.estimated_on = plan.said[-1].at.date() + timedelta(days=dice.randint(2, 9)) if promised else None
        return
    ticket.hours = Decimal(dice.randint(1, 18)) / 4
    answers = [said.text for said in plan.said if said.turn.by == "A"]
    ticket.solution = "\n\n".join(answers[-1].split("\n\n")[1:-1]) if answers else ""


def _tags(stock: Stock, dice: Random) -> list[Any]:
    return dice.sample(stock.tags, dice.choice([1, 1, 2])) if dice.random() < 0.25 else []


def _items(plan: Plan, ticket: Ticket, stock: Stock, dice: Random) -> Iterator[LineItem]:
    fits = [each for each in fitting(stock.articles, plan.concern.category) if each.is_active]
    if fits and plan.done_at:
        for article in dice.sample(fits, min(len(fits), dice.choice([1, 1, 2]))):
            yield LineItem(ticket=ticket, article=article, quantity=dice.randint(1, 6))


def _values(
    plan: Plan, ticket: Ticket, asked: Iterable[Asked], contacts: list[Contact], dice: Random
) -> Iterator[tuple[str, Any]]:
    for each in asked:
        if dice.randrange(100) < each.share:
            value = VALUES[FieldKind(each.field.kind)](each, plan, contacts, dice)
            if value is not None:
                yield str(each.field.pk), value


def _some(fits: list[Any], often: float, dice: Random) -> Any:
    return dice.choice(fits) if fits and dice.random() < often else None


def _day(asked: Asked, plan: Plan, contacts: list[Contact], dice: Random) -> Any:
    return stored(plan.opened_at.date() + timedelta(days=dice.randint(2, 14)))


def _money(asked: Asked, plan: Plan, contacts: list[Contact], dice: Random) -> Any:
    return stored(Decimal(dice.choice([150, 250, 500, 750, 1200])))


def _colleague(asked: Asked, plan: Plan, contacts: list[Contact], dice: Random) -> Any:
    """Somebody else of the same organisation."""
    there = [each for each in contacts if each.organisation_id == plan.requester.organisation_id and each != plan.requester]
    return stored(_some(there, 1, dice))


VALUES: dict[FieldKind, Callable[[Asked, Plan, list[Contact], Random], Any]] = {
    FieldKind.TEXT: lambda asked, plan, contacts, dice: dice.choice(asked.samples),
    FieldKind.LINK: lambda asked, plan, contacts, dice: dice.choice(asked.samples),
    FieldKind.DATE: _day,
    FieldKind.MONEY: _money,
    FieldKind.YES_NO: lambda asked, plan, contacts, dice: dice.random() < 0.5,
    FieldKind.CHOICE: lambda asked, plan, contacts, dice: stored(dice.choice(asked.options)),
    FieldKind.CHOICES: lambda asked, plan, contacts, dice: stored(dice.sample(asked.options, 2)),
    FieldKind.CONTACT: _colleague,
}
