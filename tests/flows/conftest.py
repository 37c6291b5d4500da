"""One house for all flows of a process; each test is a customer of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from notifications.choices import State as Letters
from notifications.models import Letter
from tenants.models import Tenant
from tests.conftest import the
from tests.flows.building import built, give_password, looked_into, open_mailbox
from tests.flows.house import House
from tests.making import make_customer, make_staff
from tickets.choices import MailState
from tickets.models import IncomingMail, Mailbox

GLOBEX_CUSTOMER = "gina@kunde.example"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flow)


@pytest.fixture(scope="session")
def built_house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    with django_db_blocker.unblock(), built("flow", tmp_path_factory.mktemp("house"), furnish=_furnish) as house:
        yield house


@pytest.fixture
def house(built_house: tuple[House, str], django_db_blocker: Any, settings: Any) -> Iterator[House]:
    """The house, with Django in this process looking at its database, at Acme."""
    with django_db_blocker.unblock(), looked_into(*built_house, through=settings) as house:
        yield house
        house.heal()
        house.eventually(nothing_is_under_way)


def nothing_is_under_way() -> bool:
    """Whoever stops a letter at the door stops their own."""
    letters = Letter.objects.filter(state__in=(Letters.QUEUED, Letters.SENDING, Letters.HANDING_OVER))
    return not letters.exists() and not IncomingMail.objects.filter(state=MailState.RECEIVED).exists()


@pytest.fixture
def acme(house: House) -> Tenant:
    return the("acme")


@pytest.fixture
def ada(house: House) -> User:
    return User.objects.get(email="ada@acme.example")


@pytest.fixture
def carla(house: House) -> User:
    return User.objects.get(email="carla@kunde.example")


@pytest.fixture
def mailbox(house: House) -> Mailbox:
    return Mailbox.objects.get()


def _furnish(house: House) -> None:
    for slug in ("acme", "globex"):
        with the(slug):
            open_mailbox(house, f"support@{slug}.example")
            for user in (
                make_staff(f"ada@{slug}.example", name="Ada Lovelace"),
                make_staff(f"max@{slug}.example", name="Max Keller", role="administrator"),
                make_customer("carla@kunde.example" if slug == "acme" else GLOBEX_CUSTOMER, name="Carla Sommer").user,
            ):
                give_password(user)
