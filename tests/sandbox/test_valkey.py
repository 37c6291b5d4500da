"""The sandbox's Valkey: starts, keeps, stops."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from sandbox import valkey
from sandbox.homes import forget


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "valkey"
    yield home
    valkey.stop(home)
    forget(home)


def test_what_was_queued_is_there_after_the_next_start(home: Path) -> None:
    with Redis.from_url(valkey.start(home)) as client:
        client.rpush("letters", "one", "two")
    valkey.stop(home)
    stopped = valkey.is_running(home)

    with Redis.from_url(valkey.start(home)) as client:
        assert client.lrange("letters", 0, -1) == [b"one", b"two"]
    assert stopped is False


def test_it_never_evicts(home: Path) -> None:
    with Redis.from_url(valkey.start(home, tests=True)) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
