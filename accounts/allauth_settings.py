"""allauth's settings for the workspace at hand."""

from typing import Any

from django.conf import settings

from tenants.signing import salted

OURS = {
    "ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR": "accounts.tokens.ResetTokens",
    # An address we don't know gets no letter: nobody can make us write to strangers.
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "/",
    # Whoever opens a letter in the desk's name comes to the desk by the scheme that it is served with.
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL": settings.SITE_SCHEME,
}


def get(name: str, default: Any) -> Any:
    """Django's setting or ours; the salt of links carries the schema, so that Globex refuses Acme's (finding 3)."""
    if name == "ACCOUNT_SALT":
        return salted("account")
    return OURS.get(name, getattr(settings, name, default))
