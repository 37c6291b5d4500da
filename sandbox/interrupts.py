"""Ctrl-C, said once: it ends what runs, but never the tidying up after it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def listen() -> None:
    """Any way of being asked to end is a KeyboardInterrupt, also for a job in the background."""
    for ending in ENDINGS:
        signal.signal(ending, interrupt)


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def deaf() -> Iterator[None]:
    """Impatience does no harm here."""
    before = [signal.signal(ending, signal.SIG_IGN) for ending in ENDINGS]
    try:
        yield
    finally:
        for ending, reaction in zip(ENDINGS, before, strict=True):
            signal.signal(ending, reaction)
