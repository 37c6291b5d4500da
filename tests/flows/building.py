"""Builds a house around a database of its own, and lets a test look into it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from filelock import FileLock

from accounts.models import User
from tenants.divisions.models import Division
from tenants.files import private_files
from tests.conftest import _use, build_template, copy_database, drop_database, postgres_server, the
from tests.flows.browser import PASSWORD
from tests.flows.house import House
from tickets.models import Mailbox


@contextmanager
def built(kind: str, var: Path, *, furnish: Callable[[House], None], **more: str) -> Iterator[tuple[House, str]]:
    """An open house with Acme and Globex in it, and the name of its database; `more` are settings of its programs.

    Once it is furnished Django is back at the database of all tests: what runs later must not find Ada there already.
    """
    name = f"hd_{kind}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    server = postgres_server()
    copy_database(server, build_template(), name=name)
    house = House(var, database_url=_url(name), database=lambda: _connect(name), **more)
    before = connection.settings_dict["NAME"]
    _use(name)
    try:
        with FileLock(settings.VAR_DIR / "furnishing.lock"):  # workspaces' roles belong to the whole server
            furnish(house)
        _use(before)
        house.open()
        yield house, name
    finally:
        house.close()
        _use(before)
        drop_database(server, name)


@contextmanager
def looked_into(house: House, name: str, *, through: Any) -> Iterator[House]:
    """Django in this process sees the house's database and files, at Acme."""
    through.MEDIA_ROOT = house.var / "files"
    before = connection.settings_dict["NAME"]
    _use(name)
    _look_anew()
    with the("acme"):
        yield house
    connection.set_schema_to_public()
    _use(before)
    _look_anew()


def _look_anew() -> None:
    """The storage remembers where files lay when it was first asked."""
    private_files().__dict__.pop("relative_media_root", None)


def open_mailbox(house: House, address: str) -> None:
    division = Division.objects.get()
    division.sender_address = address
    division.save()
    house.post(b"From: nobody@kunde.example\r\nAuto-Submitted: auto-generated\r\n\r\nold\r\n", to=address)
    box = Mailbox(name="Support", address=address, division=division, host="127.0.0.1", port=house.imap_gate.port)
    box.security, box.username = Mailbox.Security.NONE, address
    box.keep_password("demo")
    box.save()


def give_password(user: User | None) -> None:
    """As the product's programs read it; this process knows a quicker one only."""
    assert user is not None
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000)
    user.save()


def _url(name: str) -> str:
    ours = settings.DATABASES["default"]
    place = quote(ours["HOST"], safe="") + (f":{ours['PORT']}" if ours["PORT"] else "")
    return f"postgresql://{ours['USER']}:{quote(ours['PASSWORD'], safe='')}@{place}/{name}"


def _connect(name: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(_url(name), autocommit=True)
