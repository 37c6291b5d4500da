"""Operators sign in on the public host; nobody else does there."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from tenants import here
from tenants.models import Operator


class OperatorBackend(BaseBackend):
    """Knows operators, and only while no workspace is chosen."""

    def authenticate(  # type: ignore[override]  # another user model than the workspaces'
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Operator | None:
        if not here.is_public() or not username or password is None:
            return None
        operator = Operator.objects.filter(email=username.lower(), is_active=True).first()
        if operator is None:
            Operator().set_password(password)  # as slow as a real check, so that addresses can't be guessed by time
            return None
        return operator if operator.check_password(password) else None

    def get_user(self, user_id: int) -> Operator | None:  # type: ignore[override]  # as above
        if not here.is_public():
            return None
        return Operator.objects.filter(pk=user_id, is_active=True).first()
