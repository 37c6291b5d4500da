"""Says who works here, as what, and who no longer does."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.choices import Permission, RoleKey
from accounts.models import Role, Team, User


class LastAdministrator(Exception):
    """Nobody would be left who can manage users."""


class Yourself(Exception):
    """Nobody switches their own account off."""


@transaction.atomic
def appoint(user: User, *, name: str, language: str, roles: Iterable[Role], teams: Iterable[Team]) -> User:
    """Change what a colleague is called and may do; raises `LastAdministrator`."""
    _one_after_another()
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    user.roles.set(roles)
    user.teams.set(teams)
    _keep_an_administrator()
    return user


@transaction.atomic
def dismiss(user: User, *, by: User) -> None:
    """Switch an account off: its sessions end, its open invitation dies, what it wrote stays."""
    if user.pk == by.pk:
        raise Yourself
    _one_after_another()
    _switch_off(user)
    _keep_an_administrator()
    _end_sessions(user)


@transaction.atomic
def shut_out(user: User) -> None:
    """Switch a customer's account off, in the same way."""
    _switch_off(user)
    _end_sessions(user)


def take_back(user: User) -> None:
    """Switch an account on again; the password is the old one."""
    User.objects.filter(pk=user.pk).update(is_active=True)


@transaction.atomic
def define(role: Role, *, name: str, permissions: Iterable[str]) -> Role:
    """Say what a role allows; raises `LastAdministrator`."""
    _one_after_another()
    role.name, role.permissions = name, list(permissions)
    role.save()
    _keep_an_administrator()
    return role


@transaction.atomic
def abolish(role: Role) -> None:
    """Remove a role of the workspace's own; raises `LastAdministrator`."""
    _one_after_another()
    role.delete()
    _keep_an_administrator()


@transaction.atomic
def assemble(team: Team, *, members: Iterable[User], takes_new: bool) -> Team:
    """Make or change a team; if it takes new tickets, the team before is relieved of them."""
    _one_after_another()
    team.takes_new = takes_new
    if takes_new:
        Team.objects.filter(takes_new=True).exclude(pk=team.pk).update(takes_new=False)
    team.save()
    team.members.set(members)
    return team


def _switch_off(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.invitations.filter(used_at=None).delete()


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _one_after_another() -> None:
    """Two administrators who dismiss each other at once: the second one fails."""
    Role.objects.select_for_update().get(key=RoleKey.ADMINISTRATOR)


def _keep_an_administrator() -> None:
    """Somebody who can sign in, so invited people who never came don't count."""
    if not User.objects.who_may(Permission.MANAGE_USERS).who_came().exists():
        raise LastAdministrator
