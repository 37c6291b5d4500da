"""Tokens of reset links: they hold in one workspace, on one surface."""

from allauth.core import context
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from tenants.choices import Surface
from tenants.signing import salted


class ResetTokens(PasswordResetTokenGenerator):
    """What Acme's desk sent is refused at Globex, and at Acme's portal."""

    @property
    def key_salt(self) -> str:  # type: ignore[override]  # the workspace at hand, not the one at import
        surface = getattr(context.request, "surface", Surface.PUBLIC)
        return salted(f"accounts.tokens.ResetTokens:{surface}")
