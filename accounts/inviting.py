"""Lets people in by a one-time link; whoever follows it chooses a password of their own."""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts import notices
from accounts.choices import Kind
from accounts.models import Invitation, Role, Team, User


class AlreadyThere(Exception):
    """Somebody with this e-mail has an account already."""

    def __init__(self, user: User) -> None:
        super().__init__(user.email)
        self.user = user


class NoSuchInvitation(Exception):
    """The link was used, replaced, is too old, or never existed."""


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    by: User | None,
    kind: Kind,
    roles: Iterable[Role] = (),
    teams: Iterable[Team] = (),
    language: str = "de",
) -> Invitation:
    """Make an account without a password and send its link: staff to the desk, customers to the portal."""
    known = User.objects.filter(email=email.lower()).first()
    if known is not None:
        raise AlreadyThere(known)
    user = User(kind=kind, email=email, name=name, language=language)
    user.set_unusable_password()
    user.save()
    user.roles.set(roles)
    user.teams.set(teams)
    return invite_again(user, by=by)


@transaction.atomic
def invite_again(user: User, *, by: User | None) -> Invitation:
    """Send a new link; older ones stop working."""
    user.invitations.filter(used_at=None).delete()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(user=user, invited_by=by, digest=digest_of(token))
    notices.invited(invitation, token=token)
    return invitation


def find(token: str, *, kind: Kind | None) -> Invitation:
    """The open invitation behind a link, for people of this kind; raises `NoSuchInvitation`."""
    return _open(token, kind=kind)


@transaction.atomic
def accept(token: str, *, password: str, kind: Kind | None) -> User:
    """Set the first password and use the link up; of two at once one gets `NoSuchInvitation`."""
    invitation = _open(token, kind=kind, lock=True)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _open(token: str, *, kind: Kind | None, lock: bool = False) -> Invitation:
    rows = Invitation.objects.select_related("user")
    if lock:
        rows = rows.select_for_update(of=("self",))
    invitation = rows.filter(digest=digest_of(token), user__kind=kind, user__is_active=True).first()
    if invitation is None or not invitation.is_open:
        raise NoSuchInvitation
    return invitation
