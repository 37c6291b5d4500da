"""One house for all flows; each test is a customer of its own."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection

from accounts.models import User
from tenants.divisions.models import Division
from tenants.models import Tenant
from tests.conftest import _server, _state, _use, the
from tests.flows.browser import PASSWORD
from tests.flows.house import House
from tests.making import make_customer, make_staff
from tickets.models import Mailbox

GLOBEX_CUSTOMER = "gina@kunde.example"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One house needs one test process; two would need two houses."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flow)
            item.add_marker(pytest.mark.xdist_group("house"))


@pytest.fixture(scope="session")
def built_house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    name = f"hd_flow_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        server = _server()
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "hd_template_{_state()}" STRATEGY file_copy')
        house = House(tmp_path_factory.mktemp("house"), database_url=_url(name), database=lambda: _connect(name))
        before = connection.settings_dict["NAME"]
        _use(name)
        try:
            _furnish(house)
            house.open()
            yield house, name
        finally:
            house.close()
            _use(before)


@pytest.fixture
def house(built_house: tuple[House, str], django_db_blocker: Any, settings: Any) -> Iterator[House]:
    """The house, with Django in this process looking at its database, at Acme."""
    house, name = built_house
    settings.MEDIA_ROOT = house.var / "files"
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        _use(name)
        with the("acme"):
            yield house
        connection.set_schema_to_public()
        _use(before)


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
            _open_mailbox(house, f"support@{slug}.example")
            for user in (
                make_staff(f"ada@{slug}.example", name="Ada Lovelace"),
                make_staff(f"max@{slug}.example", name="Max Keller", role="administrator"),
                make_customer("carla@kunde.example" if slug == "acme" else GLOBEX_CUSTOMER, name="Carla Sommer").user,
            ):
                assert user is not None
                _give_password(user)


def _open_mailbox(house: House, address: str) -> None:
    division = Division.objects.get()
    division.sender_address = address
    division.save()
    house.post(b"From: nobody@kunde.example\r\nAuto-Submitted: auto-generated\r\n\r\nold\r\n", to=address)
    box = Mailbox(name="Support", address=address, division=division, host="127.0.0.1", port=house.imap_gate.port)
    box.security, box.username = Mailbox.Security.NONE, address
    box.keep_password("demo")
    box.save()


def _give_password(user: User) -> None:
    """As the product's programs read it; this process knows a quicker one only."""
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000)
    user.save()


def _url(name: str) -> str:
    ours = settings.DATABASES["default"]
    place = quote(ours["HOST"], safe="") + (f":{ours['PORT']}" if ours["PORT"] else "")
    return f"postgresql://{ours['USER']}:{quote(ours['PASSWORD'], safe='')}@{place}/{name}"


def _connect(name: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(_url(name), autocommit=True)
