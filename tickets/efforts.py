"""What was spent on a ticket, and who may change it."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.models import User
from tenants.compiled import Slot
from tickets.effort_wording import amount
from tickets.models import Effort, Stint, Ticket
from tickets.revisions import may_edit_all

NOTHING = timedelta()
LENGTH = Sum(F("ended_at") - F("began_at"))


def may_change(user: User, effort: Effort) -> bool:
    """One's own; whoever administers the workspace, all."""
    return effort.person_id == user.pk or may_edit_all(user)


def is_measured(ticket: Ticket) -> bool:
    """Whether the time that somebody works on it is measured: its type says so, and it is not done."""
    return ticket.type.measures_time and not ticket.status.is_done


def measured_for(person: User, ticket: Ticket) -> timedelta:
    """What was measured of this person's work and is not kept yet."""
    fresh = Stint.objects.filter(ticket=ticket, person=person, effort=None)
    return fresh.aggregate(sum=LENGTH)["sum"] or NOTHING


def measured_of(ticket: Ticket) -> list[tuple[int, str, timedelta]]:
    """What was measured and is not kept yet: whose work by key and name, and how long."""
    fresh = Stint.objects.filter(ticket=ticket, effort=None).order_by("person__name").values_list("person", "person__name")
    return list(fresh.annotate(sum=LENGTH))


@dataclass(frozen=True, slots=True)
class Spent:
    """Sums of a ticket: what was written down by hand, and what was measured; these two are never added (C-43).

    `fresh` is measured and not corrected or noted by anybody yet, `mine` what of that is one's own.
    """

    entries: int
    hours: Decimal | None
    days: Decimal | None
    billable_hours: Decimal | None
    billable_days: Decimal | None
    measured: timedelta
    billable_measured: timedelta
    mine: timedelta

    @property
    def my_seconds(self) -> int:
        return int(self.mine.total_seconds())

    @property
    def by_hand(self) -> str:
        return amount(hours=self.hours, days=self.days)

    @property
    def billable_by_hand(self) -> str:
        return amount(hours=self.billable_hours, days=self.billable_days)


def with_sums(tickets: "QuerySet[Ticket]", *, user: User | Slot) -> "QuerySet[Ticket]":
    """Everything `spent_on` wants, within the same query."""
    efforts = Effort.objects.filter(ticket=OuterRef("pk")).order_by().values("ticket")
    stints = Stint.objects.filter(ticket=OuterRef("pk"), effort=None).order_by().values("ticket")
    billable = Q(is_billable=True)
    sums = {
        "spent_entries": efforts.annotate(sum=Count("pk")),
        "spent_hours": efforts.annotate(sum=Sum("hours")),
        "spent_days": efforts.annotate(sum=Sum("days")),
        "spent_billable_hours": efforts.annotate(sum=Sum("hours", filter=billable)),
        "spent_billable_days": efforts.annotate(sum=Sum("days", filter=billable)),
        "spent_kept": efforts.annotate(sum=Sum("measured")),
        "spent_billable_measured": efforts.annotate(sum=Sum("measured", filter=billable)),
        "spent_fresh": stints.annotate(sum=LENGTH),
        "spent_mine": stints.filter(person=user).annotate(sum=LENGTH),
    }
    return tickets.annotate(**{name: Subquery(each.values("sum")) for name, each in sums.items()})


def spent_on(row: Any) -> Spent:
    """Of a ticket that was read `with_sums`."""
    return Spent(
        entries=row.spent_entries or 0,
        hours=row.spent_hours,
        days=row.spent_days,
        billable_hours=row.spent_billable_hours,
        billable_days=row.spent_billable_days,
        measured=(row.spent_kept or NOTHING) + (row.spent_fresh or NOTHING),
        billable_measured=row.spent_billable_measured or NOTHING,
        mine=row.spent_mine or NOTHING,
    )
