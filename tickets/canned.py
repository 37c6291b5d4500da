"""Which canned replies somebody is offered."""

from django.db.models import Q, QuerySet

from accounts.models import Team, User
from tenants.compiled import CompiledRows, Slot
from tickets.models import CannedReply

MOST = 20


def names_for(user: User) -> list[CannedReply]:
    """All of them, by name only."""
    return NAMES(user=user.pk)


NAMES = CompiledRows(lambda: _offered(Team.objects.filter(members=Slot("user"))).only("name"))


def canned_for(user: User, *, words: str = "") -> QuerySet[CannedReply]:
    """The active ones for everybody and for the user's teams; all words must be in name or text."""
    offered = _offered(user.teams.all())
    for word in words.split()[:10]:
        offered = offered.filter(Q(name__icontains=word) | Q(text__icontains=word))
    return offered


def _offered(teams: QuerySet[Team]) -> QuerySet[CannedReply]:
    return CannedReply.objects.filter(Q(team=None) | Q(team__in=teams), is_active=True)
