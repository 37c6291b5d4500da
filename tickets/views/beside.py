"""What the ticket page shows beside the conversation: people, links, steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.choices import LinkKind
from tickets.forms.checklists import StepForm
from tickets.models import Ticket, TicketLink

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
    """A fixed number of queries, however much there is."""
    watchers = list(ticket.subscriptions.select_related("user"))
    steps = list(ticket.checklist.select_related("done_by"))
    return {
        "checklist": steps,
        "checklist_done": sum(step.done_at is not None for step in steps),
        "step_form": StepForm(auto_id="step-%s"),
        "watchers": watchers,
        "is_watching": any(watcher.user_id == user.pk for watcher in watchers),
        "links": list(_links(ticket)),
        "participants": ticket.participants.select_related("contact"),
    }


def _links(ticket: Ticket) -> Iterator[Linked]:
    """Parents first; what lies in the bin is left out."""
    made = TicketLink.objects.filter(Q(source=ticket) | Q(target=ticket)).select_related("source__status", "target__status")
    for each in made.order_by("kind", "pk"):
        is_here = each.source_id == ticket.pk
        other = each.target if is_here else each.source
        if not other.deleted_at:
            yield Linked(each.pk, other, OTHER_IS[LinkKind(each.kind)][is_here])
