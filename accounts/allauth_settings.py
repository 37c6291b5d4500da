"""allauth's settings for the workspace at hand."""

from typing import Any

from django.conf import settings

from tenants.signing import salted


def get(name: str, default: Any) -> Any:
    """Django's setting; the salt of links carries the schema, so that Globex refuses Acme's (finding 3)."""
    return salted("account") if name == "ACCOUNT_SALT" else getattr(settings, name, default)
