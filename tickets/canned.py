"""Which canned replies somebody is offered."""

from django.db.models import Q, QuerySet

from accounts.models import User
from tickets.models import CannedReply

MOST = 20


def canned_for(user: User, *, words: str = "") -> QuerySet[CannedReply]:
    """The active ones for everybody and for the user's teams; all words must be in name or text."""
    offered = CannedReply.objects.filter(Q(team=None) | Q(team__in=user.teams.all()), is_active=True)
    for word in words.split()[:10]:
        offered = offered.filter(Q(name__icontains=word) | Q(text__icontains=word))
    return offered
