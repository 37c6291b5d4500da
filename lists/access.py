"""Who may see a view, and who may change it."""

from collections.abc import Iterable

from django.shortcuts import get_object_or_404

from accounts.choices import Permission
from accounts.models import Team, User
from lists.choices import Audience, ListKind
from lists.models import View

LARGEST_KEY = 2**63 - 1


def view_for(user: User, pk: int) -> View:
    """The view as this person may see it; to anyone else it does not exist."""
    return get_object_or_404(View.objects.seen_by(user), pk=min(pk, LARGEST_KEY))


def may_change(user: User, view: View) -> bool:
    """Its owner; the members of its team; for everybody's and customers' there are permissions."""
    if view.audience == Audience.PERSONAL:
        return view.owner_id == user.pk
    if view.audience == Audience.TEAM:
        return any(team.pk == view.team_id for team in teams_of(user))
    return may_share(user, Audience(view.audience))


def may_share(user: User, audience: Audience) -> bool:
    """Whether this person may make views for these people; for which team is another question."""
    if audience == Audience.SHARED:
        return user.may(Permission.SHARE_VIEWS)
    if audience == Audience.PORTAL:
        return user.may(Permission.MANAGE_PORTAL)
    return user.is_agent


def audiences_of(user: User, kind: ListKind) -> list[Audience]:
    """For whom this person may save a view of such a list."""
    teams = teams_of(user)
    return [audience for audience in Audience if may_share(user, audience) and _has(audience, kind, teams)]


def teams_of(user: User) -> list[Team]:
    return list(Team.objects.filter(members=user, is_active=True))


def _has(audience: Audience, kind: ListKind, teams: Iterable[Team]) -> bool:
    if audience == Audience.TEAM:
        return bool(teams)
    return audience != Audience.PORTAL or kind == ListKind.TICKETS
