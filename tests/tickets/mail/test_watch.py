"""The watcher: hears of mail at once, comes back after trouble, follows what administrators change."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sandbox import dovecot, ports
from sandbox.homes import forget
from tenants.models import Tenant
from tests.conftest import restart_database
from tests.flows.gate import Gate
from tests.flows.house import eventually
from tests.tickets.mail.conftest import Post, compose
from tickets.mail.imap import Account, account_of
from tickets.mail.watch import LONGEST_PAUSE, Watch, pause_after
from tickets.management.commands import watch_mailboxes
from tickets.management.commands.watch_mailboxes import Watchman
from tickets.models import Mailbox

News = queue.SimpleQueue[str]


@contextmanager
def watching(account: Account) -> Iterator[News]:
    """Each news of the mailbox; in the end nobody watches any more."""
    news: News = queue.SimpleQueue()
    watch = Watch(account, name="Support", news=lambda: news.put("news"))
    watch.start()
    try:
        yield news
    finally:
        watch.stop()
        watch.join(timeout=2)
        assert not watch.is_alive()


@pytest.fixture
def gate(box: Mailbox) -> Iterator[Gate]:
    """A door before the mail server that can be shut."""
    gate = Gate(box.port)
    box.port = gate.port
    box.save()
    yield gate
    gate.close()


@pytest.fixture
def old_server(box: Mailbox, tmp_path: Path) -> Iterator[None]:
    """One that does not know IDLE."""
    home, box.port = tmp_path / "mail", ports.free()
    box.save()
    dovecot.start(home, port=box.port, idles=False)
    yield
    dovecot.stop(home)
    forget(home)


@pytest.fixture
def watchman(box: Mailbox) -> Iterator[Watchman]:
    """As the command has it, looking from outside all workspaces."""
    before = connection.tenant
    connection.set_schema_to_public()
    watchman = Watchman()
    watchman.look_around()
    yield watchman
    for watch in watchman.watches.values():
        watch.stop()
    connection.set_tenant(before)


def test_mail_is_heard_of_at_once(box: Mailbox, post: Post) -> None:
    with watching(account_of(box)) as news:
        assert news.get(timeout=2) == "news"
        post(compose())

        assert news.get(timeout=2) == "news"


def test_a_server_that_does_not_speak_first_is_asked_again_and_again(box: Mailbox, old_server: None, settings: Any) -> None:
    settings.MAIL_ASK_SECONDS = 0.2
    with watching(account_of(box)) as news:
        news.get(timeout=2)
        began = time.monotonic()

        assert [news.get(timeout=1) for _ in range(3)] == ["news"] * 3
        assert 0.5 < time.monotonic() - began < 1


@pytest.mark.parametrize("trouble", ["shut", "cut"])
def test_after_trouble_it_comes_back_a_second_later(
    box: Mailbox, gate: Gate, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    gate.is_closed = trouble == "shut"
    hold = gate.hold(b"IDLE\r\n")
    with watching(account_of(box)) as news:
        hold.wait() if trouble == "cut" else eventually(lambda: caplog.messages)
        began = time.monotonic()
        gate.open()

        assert news.get(timeout=10) == "news"
        assert time.monotonic() - began > 0.6


def test_it_comes_back_later_and_later() -> None:
    pauses = [pause_after(failures) for failures in range(12)]

    expected = [0.5, 1, 2, 4, 8, 16, 32, 64, *[LONGEST_PAUSE] * 4]
    assert [0.8 * pause <= found <= 1.2 * pause for pause, found in zip(expected, pauses, strict=True)] == [True] * 12


def test_nobody_waits_for_a_server_that_says_nothing(box: Mailbox, gate: Gate) -> None:
    hold = gate.hold(b"IDLE\r\n")
    began = 0.0
    with watching(account_of(box)):
        hold.wait()
        began = time.monotonic()

    assert time.monotonic() - began < 1


def test_all_watched_mailboxes_wake_the_same_place(box: Mailbox, post: Post, watchman: Watchman) -> None:
    place = ("acme", box.pk)
    assert watchman.gather(seconds=2) == {place}

    post(compose())

    assert watchman.gather(seconds=2) == {place}


def test_a_mailbox_that_is_added_is_watched(acme: Tenant, box: Mailbox, watchman: Watchman) -> None:
    with acme:
        second = Mailbox.objects.get()
        second.pk, second.address, second.username = None, "second@acme.example", "second@acme.example"
        second.keep_password("demo")
        second.save()

    watchman.look_around()

    assert set(watchman.watches) == {("acme", box.pk), ("acme", second.pk)}


def test_a_mailbox_that_is_changed_is_watched_anew(acme: Tenant, box: Mailbox, watchman: Watchman) -> None:
    [before] = watchman.watches.values()
    with acme:
        Mailbox.objects.update(username="moved@acme.example")

    watchman.look_around()

    [after] = watchman.watches.values()
    assert (after.account.username, gone(before), after.is_alive()) == ("moved@acme.example", True, True)


def test_a_mailbox_nobody_touched_is_left_in_peace(box: Mailbox, watchman: Watchman) -> None:
    before = dict(watchman.watches)

    watchman.look_around()

    assert watchman.watches == before


def switch_off(box: Mailbox) -> None:
    Mailbox.objects.update(is_active=False)


def forbid_mail(box: Mailbox) -> None:
    box.division.has_mail_in = False
    box.division.save()


def remove(box: Mailbox) -> None:
    Mailbox.objects.all().delete()


@pytest.mark.parametrize("change", [switch_off, forbid_mail, remove])
def test_a_mailbox_that_is_switched_off_is_left_alone(
    acme: Tenant, box: Mailbox, watchman: Watchman, change: Callable[[Mailbox], None]
) -> None:
    [before] = watchman.watches.values()
    with acme:
        change(box)

    watchman.look_around()

    assert (watchman.watches, gone(before)) == ({}, True)


def test_a_watch_that_fell_is_set_up_again(box: Mailbox, watchman: Watchman) -> None:
    [fallen] = watchman.watches.values()
    fallen.stop()
    gone(fallen)

    watchman.look_around()

    assert [watch.is_alive() for watch in watchman.watches.values()] == [True]


def test_a_database_that_was_away_is_asked_again(
    committed: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_mailboxes, "LOOK_SECONDS", 0.2)
    watchman = Watchman()
    restart = threading.Timer(0.1, restart_database)
    end = threading.Timer(0.9, watchman.stop)
    for plan in (restart, end):
        plan.start()

    with CaptureQueriesContext(connection) as queries:
        watchman.run()

    restart.join()
    looks = [query["sql"] for query in queries if "tenants_tenant" in query["sql"]]
    assert caplog.messages == []
    assert len(looks) >= 3


def gone(watch: threading.Thread) -> bool:
    watch.join(timeout=2)
    return not watch.is_alive()
