"""Which own actions somebody is offered (CP-37)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from tickets.models import Rule
from tickets.rules.choices import Happening


def offered_to(teams: QuerySet[Any]) -> Q:
    """To members of these teams."""
    return Q(is_active=True, happening=Happening.BY_HAND) & (Q(team=None) | Q(team__in=teams))


def own_action_for(user: User, pk: int) -> Rule:
    """To whomever it is not offered, it does not exist."""
    return get_object_or_404(Rule.objects.filter(offered_to(user.teams.all())), pk=pk)
