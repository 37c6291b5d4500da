"""Signed values that hold in one workspace only."""

from django.core import signing

from tenants import here


def salted(purpose: str) -> str:
    """The salt for `django.core.signing`: what Acme signs, Globex refuses (finding 3)."""
    return f"{purpose}:{here.schema_name()}"


def sign(value: object, *, purpose: str) -> str:
    return signing.dumps(value, salt=salted(purpose), compress=True)


def unsign(token: str, *, purpose: str, max_age: int | None = None) -> object:
    """The value, or `signing.BadSignature` when forged, of another workspace, or older than `max_age` seconds."""
    return signing.loads(token, salt=salted(purpose), max_age=max_age)
