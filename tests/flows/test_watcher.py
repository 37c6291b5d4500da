"""The watcher as an operator ends it."""

import time

import pytest

from tests.flows.house import House


@pytest.mark.parametrize("server_is_silent", [False, True])
def test_told_to_end_it_ends_at_once_and_cleanly(house: House, server_is_silent: bool) -> None:
    house.watcher.stop()
    hold = house.imap_gate.hold(b"IDLE\r\n")
    house.watcher.start()
    hold.wait()
    if not server_is_silent:
        hold.let_go()

    began = time.monotonic()
    code = house.watcher.stop()
    took = time.monotonic() - began

    words = house.watcher.words()
    house.watcher.start()
    assert (code, words) == (0, "")
    assert took < 2
