"""Tickets as a target of imports (C-37, CP-12)."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Permission
from accounts.models import User
from imports.choices import Outcome, Undone
from imports.models import Import, Line
from imports.recipes import Recipe
from imports.refusing import Wrong
from imports.targets import Deed, Field, Key, Plan, Target, Verdict
from tickets.actions.importing import Brought, File, import_tickets
from tickets.actions.moving import Incomplete, NotAllowed
from tickets.actions.reimporting import put_back, reimport
from tickets.actions.unimporting import unimport
from tickets.fields import PLAIN
from tickets.intake import naming
from tickets.intake.checking import check_plans, known_of
from tickets.intake.fields import fields_for
from tickets.intake.making import make_new, unmake
from tickets.models import CustomField, Event, Ticket
from tickets.values import stored
from tickets.vocabulary import vocabulary


class Tickets:
    """For one person; `Importer` says what is promised. Lists are read once, whatever is looked up is looked up anew."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def customs(self) -> list[CustomField]:
        """Those that staff see on tickets of some type."""
        return list(vocabulary(self.user).own())

    @cached_property
    def fields(self) -> list[Field]:
        return fields_for(self.user, self.customs)

    @property
    def keys(self) -> list[Key]:
        labels = {field.key: field.label for field in self.fields}
        numbers, referred = partial(naming.numbers, seen_by=self.user), partial(naming.referred, seen_by=self.user)
        return [
            Key("number", labels["number"], numbers, is_given=True),
            Key("external_references", labels["external_references"], referred),
        ]

    def check(self, plans: Sequence[Plan], recipe: Recipe) -> None:
        if plans:
            check_plans(plans, known_of(plans, self.customs, user=self.user))

    def carry_out(self, plans: Sequence[Plan], importing: Import, recipe: Recipe) -> list[Deed]:
        made = make_new(plans, self.fields, self.customs)
        file = File(importing.name, importing.pk, letters=recipe.letters)
        new = [plan for plan in plans if plan.outcome == Outcome.CREATED]
        tickets = import_tickets([_brought(plan) for plan in new], by=self.user, file=file)
        opened = {plan.number: ticket for plan, ticket in zip(new, tickets, strict=True)}
        marks = _last_events(ticket.pk for ticket in opened.values())
        there = Ticket.objects.in_bulk([plan.record for plan in plans if plan.record])
        return [
            Deed(opened[plan.number].pk, {"last": marks[opened[plan.number].pk]}, made.get(plan.number, ()))
            if plan.number in opened
            else self._changed(there[plan.record or 0], plan, file, made.get(plan.number, ()))
            for plan in plans
        ]

    def take_back(self, lines: Sequence[Line]) -> list[Verdict]:
        """What a row changed on a ticket that another row of the same file brought goes along with that."""
        records = {line.record for line in lines}
        same = Line.objects.filter(importing=lines[0].importing_id, run=lines[0].run, record__in=records)
        ours = {line.record for line in same if line.outcome == Outcome.CREATED}
        marks = _marks(line for line in same if line.record in ours)
        gone = unimport({line.record: marks[line.record] for line in lines if _is_new(line) and line.record}, by=self.user)
        verdicts = [self._taken_back(line, ours=ours, gone=gone) for line in lines]
        for line, verdict in zip(lines, verdicts, strict=True):
            if verdict.undone != Undone.KEPT:
                unmake(line.made)
        return verdicts

    def _changed(self, ticket: Ticket, plan: Plan, file: File, made: Sequence[tuple[str, int]]) -> Deed:
        try:
            undo = reimport(ticket, _changes(plan, ticket), by=self.user, file=file)
        except (NotAllowed, Incomplete) as refusal:
            raise Wrong(_("The workflow of its type does not lead there.")) from refusal
        return Deed(ticket.pk, is_same=True) if undo is None else Deed(ticket.pk, undo, made)

    def _taken_back(self, line: Line, *, ours: Collection[int | None], gone: Collection[int]) -> Verdict:
        if _is_new(line):
            is_gone = line.record in gone
            return Verdict(Undone.REMOVED) if is_gone else Verdict(Undone.KEPT, _("Somebody worked on it since."))
        if line.record in ours:
            return Verdict(Undone.RESTORED)
        ticket = Ticket.objects.visible_to(self.user).filter(pk=line.record or 0).first()
        if ticket is None:
            return Verdict(Undone.KEPT, _("It was deleted or merged since."))
        if put_back(ticket, line.undo, by=self.user):
            return Verdict(Undone.RESTORED)
        return Verdict(Undone.KEPT, _("It was changed since."))


def _brought(plan: Plan) -> Brought:
    said = plan.values
    return Brought(
        requester=said["requester"],
        subject=said["subject"],
        text=said.get("body") or "",
        status=said.get("status"),
        opened_at=said.get("opened_at"),
        closed_at=said.get("closed_at"),
        assets=said.get("assets") or (),
        tags=said.get("tags") or (),
        articles=said.get("articles") or (),
        references=_references(said),
        values=_values(said),
    )


def _changes(plan: Plan, ticket: Ticket) -> dict[str, Any]:
    """As `reimport` takes them. A responsible user takes it from a team, and the other way round; nobody takes it from nobody."""
    said, changes = plan.values, _values(plan.values)
    for key in ("assets", "articles"):
        if said.get(key):
            changes[key] = said[key]
    if _references(said):
        changes["references"] = _references(said)
    if said.get("status") is not None:
        changes["status"] = said["status"]
    if "tags" in said:
        changes["tags"] = [tag.name for tag in said["tags"] or ()]
    changes.pop("division", None)
    for key, other in (("responsible", "team"), ("team", "responsible")):
        if key in changes and changes[key] is None and other not in changes and getattr(ticket, key) is None:
            del changes[key]
    return changes


def _values(said: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by name; own ones as they are kept. Texts are never nothing, and what must be there is never emptied."""
    plain = {key: value for key, value in said.items() if key in PLAIN | {"responsible", "team", "division"}}
    texts = {key: value or "" for key, value in plain.items() if key in ("report", "solution")}
    needed = {key for key in ("subject", "type", "requester") if plain.get(key, True) is None}
    flags = {"is_urgent": bool(plain["is_urgent"])} if "is_urgent" in plain else {}
    own = {key.removeprefix("custom_"): stored(value) for key, value in said.items() if key.startswith("custom_")}
    kept = {key: value for key, value in {**plain, **texts, **flags}.items() if key not in needed}
    return kept | ({"custom": own} if own else {})


def _references(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [naming.apart(words) for words in said.get("external_references") or ()]


def _is_new(line: Line) -> bool:
    return line.outcome == Outcome.CREATED


def _last_events(numbers: Any) -> dict[int, int]:
    """The import's own line of each new ticket is its only one."""
    return dict(Event.objects.filter(ticket__in=list(numbers)).values_list("ticket", "pk"))


def _marks(lines: Any) -> dict[int, int]:
    """The last thing that this file did with each ticket."""
    marks: dict[int, int] = {}
    for line in lines:
        marks[line.record] = max(marks.get(line.record, 0), line.undo.get("last", 0))
    return marks


TICKETS = Target("tickets", gettext_lazy("Tickets"), "inbox", Permission.IMPORT_TICKETS, Tickets, "ticket", has_letters=True)
