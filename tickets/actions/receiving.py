"""Gives what lands at a team to whom the team has for that (T24-15)."""

from accounts.models import User
from tickets.actions.setting import give
from tickets.models import Ticket


def receive(ticket: Ticket) -> None:
    """A new ticket of a team is its receiver's; where that person no longer works on tickets, it stays the whole team's."""
    team = ticket.team
    if team is None or team.receiver_id is None:
        return
    receiver = User.objects.assignable().filter(pk=team.receiver_id).first()
    if receiver is not None:
        give(ticket, by=None, responsible=receiver, team=None, by_itself=True)
