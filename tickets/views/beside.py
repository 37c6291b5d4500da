"""What the ticket page needs besides the conversation: people, links, steps, other tickets, how one likes to read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from customers.models import Contact
from tenants.compiled import Slot
from tickets.at_once import AtOnce
from tickets.choices import LinkKind
from tickets.drafts import with_files
from tickets.efforts import is_measured, spent_on, with_sums
from tickets.forms.checklists import StepForm
from tickets.forms.efforts import HandForm
from tickets.models import (
    ChecklistItem,
    Draft,
    Effort,
    Participant,
    Preference,
    Rule,
    Status,
    StatusSpan,
    Subscription,
    Ticket,
    TicketLink,
)
from tickets.rules.offering import offered_to

PAST = 5
Rows = Mapping[str, Sequence[Any]]
#: What the other ticket is to the one at hand: where the link was made there, and where it was made here.
OTHER_IS = {
    LinkKind.PARENT: (_("Parent"), _("Child")),
    LinkKind.DUPLICATE: (_("Duplicate"), _("Original")),
    LinkKind.RELATED: (_("Related"), _("Related")),
}


@dataclass(frozen=True, slots=True)
class Linked:
    """Another ticket as the one at hand sees it."""

    pk: int
    ticket: Ticket
    is_a: str | Promise


def beside(ticket: Ticket, user: User) -> dict[str, Any]:
    """One query, however much there is; for an agent, who may see the other tickets too."""
    rows = BESIDE(ticket=ticket.pk, user=user.pk, requester=ticket.requester_id, team=ticket.team_id)
    people, contacts = ({row.pk: row for row in rows[key]} for key in ("people", "contacts"))
    for watcher in rows["watchers"]:
        watcher.user = people[watcher.user_id]
    for step in rows["steps"]:
        step.done_by = people.get(step.done_by_id)
    for effort in rows["efforts"]:
        effort.person = people[effort.person_id]
    for draft in rows["drafts"]:
        draft.author = people[draft.author_id]
    for person in rows["participants"]:
        person.contact = contacts.get(person.contact_id)
    return {
        "workers": rows["workers"],
        "begun": with_files(rows["drafts"], ticket=ticket),
        "checklist": rows["steps"],
        "checklist_done": sum(step.done_at is not None for step in rows["steps"]),
        "step_form": StepForm(auto_id="step-%s"),
        "watchers": rows["watchers"],
        "is_watching": any(watcher.user_id == user.pk for watcher in rows["watchers"]),
        "participants": rows["participants"],
        "members": rows["members"],
        "links": list(_links(ticket, rows)),
        "past": _with_status(rows["past"], rows),
        "stands_since": next((span.began_at for span in rows["spans"]), None),
        "spent": spent_on(rows["sums"][0]),
        "is_measured": is_measured(ticket),
        "efforts": rows["efforts"],
        "effort_form": HandForm(user=user, is_short=True),
        "own_actions": rows["own_actions"],
        "newest_first": any(preference.newest_first for preference in rows["preferences"]),
    }


def _sets() -> dict[str, QuerySet[Any]]:
    ticket, user = Slot("ticket"), Slot("user")
    watchers, steps = Subscription.objects.filter(ticket=ticket), ChecklistItem.objects.filter(ticket=ticket)
    participants, drafts = Participant.objects.filter(ticket=ticket), Draft.objects.filter(ticket=ticket)
    efforts = Effort.objects.filter(pk__in=Effort.objects.filter(ticket=ticket).values("pk")[:PAST])
    past = Ticket.objects.living().filter(requester=Slot("requester")).exclude(pk=ticket)
    latest = past.order_by("-last_activity_at", "-pk").values("pk")[:PAST]
    out, back = TicketLink.objects.filter(source=ticket), TicketLink.objects.filter(target=ticket)
    # Either of two sets of keys would be looked for in every ticket there is; both together are a handful.
    others = out.order_by().values("target").union(back.order_by().values("source"), all=True)
    return {
        "watchers": watchers,
        "steps": steps,
        "participants": participants,
        "links": TicketLink.objects.filter(Q(source=ticket) | Q(target=ticket)).order_by("kind", "pk"),
        "people": User.objects.filter(
            Q(pk__in=watchers.values("user"))
            | Q(pk__in=steps.values("done_by"))
            | Q(pk__in=efforts.values("person"))
            | Q(pk__in=drafts.values("author"))
        ),
        "drafts": drafts,
        "workers": User.objects.filter(pk__in=User.objects.assignable().order_by().values("pk")).order_by("name"),
        "efforts": efforts,
        "sums": with_sums(Ticket.objects.filter(pk=ticket), user=user),
        "contacts": Contact.objects.filter(pk__in=participants.values("contact")),
        "members": User.objects.filter(teams=Slot("team")).order_by("pk"),
        "linked": Ticket.objects.filter(pk__in=others, deleted_at=None),
        "past": Ticket.objects.filter(pk__in=latest).order_by("-last_activity_at", "-pk"),
        "statuses": Status.objects.all(),
        "spans": StatusSpan.objects.filter(ticket=ticket, ended_at=None),
        "preferences": Preference.objects.filter(user=user),
        "own_actions": Rule.objects.filter(offered_to(Team.objects.filter(members=user))),
    }


BESIDE = AtOnce(_sets)


def _links(ticket: Ticket, rows: Rows) -> Iterator[Linked]:
    """What lies in the bin is left out."""
    others = {other.pk: other for other in _with_status(rows["linked"], rows)}
    for each in rows["links"]:
        is_here = each.source_id == ticket.pk
        other = others.get(each.target_id if is_here else each.source_id)
        if other is not None:
            yield Linked(each.pk, other, OTHER_IS[LinkKind(each.kind)][is_here])


def _with_status(tickets: Sequence[Ticket], rows: Rows) -> Sequence[Ticket]:
    statuses = {status.pk: status for status in rows["statuses"]}
    for ticket in tickets:
        ticket.status = statuses[ticket.status_id]
    return tickets
