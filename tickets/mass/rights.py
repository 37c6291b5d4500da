"""Who may do what with many tickets at once, and whose mass actions are whose."""

from collections.abc import Mapping

from django.shortcuts import get_object_or_404

from accounts.choices import Permission
from accounts.models import User
from tickets.access import LARGEST_NUMBER
from tickets.mass.choices import MassKind
from tickets.models import MassAction

#: The same as for one ticket.
NEEDS: Mapping[str, Permission] = dict.fromkeys(MassKind.values, Permission.WORK_TICKETS)


def may_do(user: User, kind: str, *, silent: bool = False) -> bool:
    """To be silent needs a permission of its own (C-26)."""
    return user.may(NEEDS[kind]) and (not silent or user.may(Permission.TELL_NOBODY))


def mass_action_for(user: User, pk: int) -> MassAction:
    """This person's own; to anybody else it does not exist."""
    return get_object_or_404(MassAction.objects.of(user), pk=min(pk, LARGEST_NUMBER))
