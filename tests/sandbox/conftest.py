"""Real servers in folders of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox import dovecot, ports, smtp
from sandbox.homes import forget


@dataclass(frozen=True)
class Mail:
    """A mail world of one test module."""

    home: Path
    smtp: int
    imap: int


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mail]:
    world = Mail(tmp_path_factory.mktemp("world") / "mail", smtp=ports.free(), imap=ports.free())
    smtp.start(world.home, port=world.smtp)
    dovecot.start(world.home, port=world.imap)
    yield world
    dovecot.stop(world.home)
    smtp.stop(world.home)
    forget(world.home)
