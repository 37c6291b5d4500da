"""Whom many tickets concern: as `tickets.circle`, for all of them in three queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from accounts.models import User
from tickets.choices import Sharing
from tickets.models import Participant, Subscription, Ticket
from tickets.recipients import Circle


def circles_of(tickets: Sequence[Ticket]) -> Mapping[int, Circle]:
    """By number; requester, responsible and division are read already."""
    keys = [ticket.pk for ticket in tickets]
    members, watching, participants = _members(tickets), _watching(keys), _participants(keys)
    return {
        ticket.pk: Circle(
            requester=ticket.requester,
            responsible=_responsible(ticket, members),
            watching=watching[ticket.pk],
            participants=participants[ticket.pk],
            tells_oneself=ticket.division.tells_oneself,
            is_withheld=ticket.sharing == Sharing.REVOKED,
        )
        for ticket in tickets
    }


def _responsible(ticket: Ticket, members: Mapping[int, Sequence[User]]) -> Sequence[User]:
    """Who left hears nothing."""
    if ticket.responsible is not None:
        return [ticket.responsible] if ticket.responsible.is_active else []
    return members.get(ticket.team_id, ()) if ticket.team_id else ()


def _members(tickets: Sequence[Ticket]) -> Mapping[int, Sequence[User]]:
    teams = {ticket.team_id for ticket in tickets if ticket.team_id and ticket.responsible_id is None}
    pairs = User.teams.through._default_manager.filter(team__in=teams, user__is_active=True)
    found: dict[int, list[User]] = defaultdict(list)
    for pair in pairs.select_related("user").order_by("user"):
        found[pair.team_id].append(pair.user)
    return found


def _watching(keys: Sequence[int]) -> Mapping[int, Sequence[User]]:
    working = User.objects.assignable().in_bulk()
    found: dict[int, list[User]] = defaultdict(list)
    rows = Subscription.objects.filter(ticket__in=keys, user__in=working).order_by("user").values_list("ticket", "user")
    for ticket, user in rows:
        found[ticket].append(working[user])
    return found


def _participants(keys: Sequence[int]) -> Mapping[int, Sequence[Participant]]:
    found: dict[int, list[Participant]] = defaultdict(list)
    for person in Participant.objects.filter(ticket__in=keys).select_related("contact").order_by("pk"):
        found[person.ticket_id].append(person)
    return found
