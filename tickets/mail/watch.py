"""Waits at a mailbox until mail comes (IMAP IDLE)."""

import logging
import random
import threading
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings

from tickets.mail.imap import Account, Folder, MailboxTrouble, opened

#: Servers hang up after half an hour; home routers forget a silent connection long before.
IDLE_SECONDS: Final = 9 * 60
#: A connection that lasted so many seconds was a good one: what ends it is no further failure.
LONG_ENOUGH: Final = 30
LONGEST_PAUSE: Final = 120

log = logging.getLogger(__name__)


class Watch(threading.Thread):
    """One mailbox, watched until `stop`. Calls `news` for each connection it makes, too: mail may have come before it.

    Touches no database: what it needs to know it was given.
    """

    def __init__(self, account: Account, *, name: str, news: Callable[[], None]) -> None:
        super().__init__(name=name, daemon=True)
        self.account = account
        self._news = news
        self._folder: Folder | None = None
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()
        if self._folder is not None:
            self._folder.hang_up()

    def run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                if not self._hear():
                    self._ask()
            except MailboxTrouble as trouble:
                failures = 0 if time.monotonic() - began > LONG_ENOUGH else failures + 1
                if not self._stopping.is_set():
                    log.warning("%s: %s", self.name, trouble)
            self._stopping.wait(pause_after(failures))

    def _hear(self) -> bool:
        """Listen until told to stop; False at once if the server cannot speak first."""
        with opened(self.account) as folder:
            self._folder = folder
            try:
                if folder.can_idle:
                    self._listen(folder)
                return folder.can_idle
            finally:
                self._folder = None

    def _listen(self, folder: Folder) -> None:
        while not self._stopping.is_set():
            folder.idle()
            self._news()
            until = time.monotonic() + IDLE_SECONDS
            while not self._stopping.is_set() and (left := until - time.monotonic()) > 0:
                if folder.news(seconds=left):
                    self._news()
            folder.idle_done()

    def _ask(self) -> None:
        """Each fetch signs in for itself: nothing is gained by staying."""
        while not self._stopping.is_set():
            self._news()
            self._stopping.wait(settings.MAIL_ASK_SECONDS)


def pause_after(failures: int) -> float:
    """Half a second, then 1, 2, 4 … seconds, at most two minutes, never all mailboxes at the same moment."""
    return float(min(2 ** min(failures - 1, 7), LONGEST_PAUSE) * random.uniform(0.8, 1.2)) if failures else 0.5  # noqa: S311 -- no secret
