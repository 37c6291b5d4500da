"""`manage.py watch_mailboxes`: hears of new mail at once, in all workspaces."""

import logging
import queue
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from kombu.exceptions import OperationalError

from tenants.choices import State
from tenants.models import Tenant
from tickets.mail.fetch import watched
from tickets.mail.imap import Account, MailboxTrouble, account_of
from tickets.mail.watch import Watch
from tickets.tasks import fetch_mail_of

#: How often it is looked which mailboxes there are.
LOOK_SECONDS = 10
#: News within this time are one: a hundred mails at once need one fetch.
GATHER_SECONDS = 0.05
#: How long all threads together may take to say good-bye.
PARTING_SECONDS = 2
#: Seconds for which a fetch comes back to a mailbox where another is at work.
TRIES = 5

#: A workspace's name in addresses, and the number of the mailbox there.
Place = tuple[str, int]

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Watch all mailboxes of all workspaces and have new mail fetched at once."

    def handle(self, *args: Any, **options: Any) -> None:
        watchman = Watchman()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: watchman.stop())
        watchman.run()


class Watchman:
    """One thread per mailbox; this one alone asks the database and wakes the worker."""

    def __init__(self) -> None:
        self.watches: dict[Place, Watch] = {}
        #: A `SimpleQueue`, since a signal may speak in the middle of a look into it.
        self.news: queue.SimpleQueue[Place | None] = queue.SimpleQueue()
        self.is_stopping = False

    def run(self) -> None:
        while not self.is_stopping:
            self.look_around()
            close_old_connections()  # as after a page: the next look asks whether the connection still lives
            self.pass_on(until=time.monotonic() + LOOK_SECONDS)
        for watch in self.watches.values():
            watch.stop()
        deadline = time.monotonic() + PARTING_SECONDS
        for watch in self.watches.values():
            watch.join(timeout=max(0, deadline - time.monotonic()))

    def stop(self) -> None:
        self.is_stopping = True
        self.news.put(None)

    def look_around(self) -> None:
        """Begin with new mailboxes, leave those that are gone or off, begin anew with changed ones and with whoever fell."""
        try:
            accounts = all_accounts()
        except DatabaseError as error:
            log.warning("database out of reach: %s", error)
            return
        for place, watch in list(self.watches.items()):
            if accounts.get(place) != watch.account or not watch.is_alive():
                self.watches.pop(place).stop()
        for place in accounts.keys() - self.watches.keys():
            self.watches[place] = self.watch(place, accounts[place])

    def watch(self, place: Place, account: Account) -> Watch:
        watch = Watch(account, name=f"{place[0]}: {account.username} at {account.host}", news=lambda: self.news.put(place))
        watch.start()
        return watch

    def pass_on(self, *, until: float) -> None:
        while not self.is_stopping and (left := until - time.monotonic()) > 0:
            for place in self.gather(seconds=left):
                self.wake(place)

    def gather(self, *, seconds: float) -> set[Place]:
        """The places with news, each once; empty when there were none."""
        try:
            places = {self.news.get(timeout=seconds)}
        except queue.Empty:
            return set()
        time.sleep(GATHER_SECONDS)
        while not self.news.empty():
            places.add(self.news.get())
        return {place for place in places if place is not None}

    def wake(self, place: Place) -> None:
        """A broker that is down hears of it later; if it never does, the minute's round finds the mail."""
        schema_name, mailbox_id = place
        try:
            fetch_mail_of.apply_async((mailbox_id, TRIES), headers={"_schema_name": schema_name}, expires=120)
        except OperationalError as error:
            log.warning("broker out of reach: %s", error)
            time.sleep(1)
            self.news.put(place)


def all_accounts() -> dict[Place, Account]:
    """Every mailbox of every workspace that is open; one whose password is lost waits for a new one."""
    accounts: dict[Place, Account] = {}
    for tenant in Tenant.objects.filter(state=State.READY):
        with tenant:
            for mailbox in watched():
                try:
                    accounts[tenant.schema_name, mailbox.pk] = account_of(mailbox)
                except MailboxTrouble as trouble:
                    log.warning("%s: %s: %s", tenant.schema_name, mailbox, trouble)
    return accounts
