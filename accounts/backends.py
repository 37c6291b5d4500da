"""Signing in with e-mail and password, each kind of person on their own surface."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.surfaces import belongs_on
from tenants import here
from tenants.compiled import CompiledRows, Slot

ACTIVE = CompiledRows(lambda: User.objects.filter(pk=Slot("user"), is_active=True))


class SurfaceBackend(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Staff can't sign in at the portal, customers can't at the desk, nobody of a workspace on the public host."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        if here.is_public():
            return None
        user: User | None = super().authenticate(request, **credentials)
        # allauth keeps people who are switched off for a page of their own; with us it is a wrong password.
        self.unstash_authenticated_user()
        if user is None or (request is not None and not belongs_on(user, request)):
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        if here.is_public():
            return None
        return next(iter(ACTIVE(user=int(user_id))), None)
