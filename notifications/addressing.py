"""Where letters come from, and the addresses they may name."""

from dataclasses import dataclass

from django.conf import settings

from tenants import here
from tenants.choices import Surface
from tenants.divisions.models import Division


@dataclass(frozen=True, slots=True)
class Sender:
    name: str
    address: str


def sender_of(division: Division | None) -> Sender:
    """The division's name and address, else the installation's."""
    if division is None or not division.sender_address:
        return Sender(name=division.name if division else "", address=settings.DEFAULT_FROM_EMAIL)
    return Sender(name=division.sender_name or division.name, address=division.sender_address)


def root_url() -> str:
    """The desk's address, such as `https://acme.example.com`."""
    return str(here.workspace().root_url(Surface.DESK))


def portal_url() -> str:
    return str(here.workspace().root_url(Surface.PORTAL))
