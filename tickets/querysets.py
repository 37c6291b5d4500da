"""Ways to pick tickets, named so that a chain reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.choices import Permission
from customers.reaching import contacts_of
from tickets.choices import DONE_CATEGORIES, OPEN_CATEGORIES, Kind

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from tenants.compiled import Slot
    from tickets.models import Message, Ticket  # noqa: F401 -- name the row types


class MessageQuerySet(QuerySet["Message"]):
    def seen_by(self, user: User) -> Self:
        """Staff see all; customers what is public (RB-15) and cannot be taken back any more (B-6)."""
        if not user.is_customer:
            return self
        return self.out(timezone.now())

    def out(self, now: datetime | Slot) -> Self:
        return self.filter(Q(leaves_at=None) | Q(leaves_at__lte=now), kind=Kind.PUBLIC)


class TicketQuerySet(QuerySet["Ticket"]):
    def visible_to(self, user: User) -> Self:
        """Agents see the workspace's tickets, customers their own (C-12); anybody else none.

        Deleted tickets are seen in the bin only, and a merged one is where it was merged into: also its customer's, if
        another one asked there.
        """
        if user.is_agent:
            return self.visible_to_agents() if user.may(Permission.WORK_TICKETS) else self.none()
        return self.living().filter(pk__in=self._asked_by(user), division__has_portal=True, division__has_tickets=True)

    def visible_to_agents(self) -> Self:
        """What whoever works on tickets sees, whoever that is."""
        return self.living()

    def _asked_by(self, user: User) -> QuerySet[Any, Any]:
        """Keys, whatever became of it. Each half has its index; as one condition they would be looked for in all tickets."""
        asked = self.model._default_manager.filter(requester__in=contacts_of(user)).order_by()
        return asked.values("pk").union(asked.filter(deleted_at=None).exclude(merged_into=None).values("merged_into"), all=True)

    def living(self) -> Self:
        return self.filter(deleted_at=None, merged_into=None)

    def deleted(self) -> Self:
        """What lies in the bin; what was merged before lies there within its ticket."""
        return self.filter(deleted_at__isnull=False, merged_into=None)

    def numbered(self, number: int | Slot) -> Self:
        """The ticket of this number; a merged one's is the ticket it lives on in."""
        merged_into = Subquery(self.model._default_manager.filter(pk=number).values("merged_into"))
        return self.filter(pk=Coalesce(merged_into, Value(number) if isinstance(number, int) else number))

    def open(self) -> Self:
        return self.filter(status__category__in=OPEN_CATEGORIES)

    def done(self) -> Self:
        return self.filter(status__category__in=DONE_CATEGORIES)

    def unassigned(self) -> Self:
        return self.filter(responsible=None)

    def of(self, user: User | Slot) -> Self:
        return self.filter(responsible=user)

    def for_list(self) -> Self:
        """Everything a row in the queue shows, in one query."""
        return self.select_related("requester", "organisation", "responsible", "team", "status", "priority", "category", "type")

    def with_latest_event(self) -> Self:
        """`latest_event` is the key of the last line of its history: what a page knows so far."""
        from tickets.models import Event  # noqa: PLC0415 -- models import this module

        of_it = Event.objects.filter(ticket=OuterRef("pk")).order_by().values("ticket")
        return self.annotate(latest_event=Subquery(of_it.annotate(latest=Max("pk")).values("latest")))

    def for_page(self) -> Self:
        return self.for_list().select_related("division", "requester__organisation", "requester__user")
