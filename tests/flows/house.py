"""The whole product on real servers, and somebody who pulls its plugs."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import TypeVar

import psycopg
from celery import Celery
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

from sandbox import dovecot, homes, maildirs, pids, ports, smtp, valkey
from tenants.backend.base import role_of
from tests.flows import processes
from tests.flows.browser import Browser
from tests.flows.gate import PATIENCE, Gate

Found = TypeVar("Found")
numbers = count(1)
HOUR = timedelta(hours=1)


def eventually(look: Callable[[], Found], *, within: float = 20, pause: float = 0.05) -> Found:
    """The first thing found that counts as true; fails with the last look when patience is over."""
    deadline = time.monotonic() + within
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {within} seconds: {look.__name__}"
        time.sleep(pause)
    return found


@dataclass(frozen=True)
class Somebody:
    """A customer whom nobody wrote to before."""

    address: str

    def writes(
        self, *, to: str = "support@acme.example", subject: str = "Printer on fire", text: str = "It burns."
    ) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"Some Body <{self.address}>", to, subject
        mail["Message-ID"] = f"<{next(numbers)}.{self.address}>"
        mail["Date"] = "Sat, 21 Nov 2026 12:00:00 +0100"
        mail.set_content(text)
        return mail

    def answers(self, letter: EmailMessage, *, text: str) -> EmailMessage:
        mail = self.writes(subject=str(letter["Subject"]), text=text)
        mail["In-Reply-To"] = str(letter["Message-ID"])
        mail["References"] = f"{letter['References'] or ''} {letter['Message-ID']}".strip()
        return mail


class House:
    """Servers and programs of one installation, with doors that can be held before SMTP and IMAP."""

    def __init__(
        self, var: Path, *, database_url: str, database: Callable[[], "psycopg.Connection[tuple[object, ...]]"], **settings: str
    ) -> None:
        self.var = var
        self.database = database
        self.smtp_home = var / "mail"
        self.smtp_port, self.imap_port, self.web_port = ports.free(), ports.free(), ports.free()
        smtp.start(self.smtp_home, port=self.smtp_port)
        dovecot.start(self.smtp_home, port=self.imap_port)
        self.smtp_gate, self.imap_gate = Gate(self.smtp_port), Gate(self.imap_port)
        self.redis_url = valkey.start(var / "valkey", tests=True)
        environment = self._environment(database_url) | settings
        self.nursery = processes.Nursery(environment, var)
        self.worker = processes.worker(self.nursery)
        self.clock = processes.clock(self.nursery)
        self.watcher = processes.watcher(self.nursery)
        self.web = processes.web(self.nursery, port=self.web_port)
        self.programs = [self.worker, self.clock, self.watcher, self.web]

    def _environment(self, database_url: str) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": database_url,
            "REDIS_URL": self.redis_url,
            "DATABASE_POOL": "true",
            "DEBUG": "true",
            "BASE_DOMAIN": "localhost",
            "SITE_SCHEME": "http",
            "SITE_PORT": str(self.web_port),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.smtp_gate.port),
            "SMTP_TLS": "none",
            "VAR_DIR": str(self.var),
            "UNDO_SECONDS": "0",
            "LOG_LEVEL": "INFO",
            "PYTHONUNBUFFERED": "1",
        }

    def open(self) -> None:
        self.nursery.open()
        for program in self.programs:
            program.start()
        for program in self.programs:
            program.wait()

    def close(self) -> None:
        """Nothing is left of it but what its programs said."""
        for program in self.programs:
            program.kill()
        self.nursery.close()
        for gate in (self.smtp_gate, self.imap_gate):
            gate.close()
        dovecot.stop(self.smtp_home)
        smtp.stop(self.smtp_home)
        valkey.stop(self.var / "valkey")
        for home in (self.smtp_home, self.var / "valkey"):
            homes.forget(home)

    # --- people -------------------------------------------------------------------------------------------------------

    def somebody(self) -> Somebody:
        return Somebody(f"somebody{next(numbers)}@kunde.example")

    def browser(self, host: str) -> Browser:
        return Browser(host, self.web_port)

    def post(self, mail: EmailMessage | bytes, *, to: str = "support@acme.example") -> None:
        """Into the mailbox, as the provider's mail server does."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
        maildirs.deliver(self.smtp_home, to, raw)

    def letters_to(self, address: str) -> list[EmailMessage]:
        """What the customer's mailbox holds."""
        raws = maildirs.newest(self.smtp_home, address, count=100)
        return [message_from_bytes(raw, policy=policy.default) for raw in raws]  # type: ignore[misc]  # default's kind

    def letter_to(self, address: str, *, number: int = 1) -> EmailMessage:
        """The customer's letter of this number, once it is there."""
        return eventually(lambda: self.letters_to(address)[number - 1 : number])[0]

    # --- plugs --------------------------------------------------------------------------------------------------------

    def kill(self, victim: str) -> None:
        if victim == "worker":
            self.worker.kill()
        elif victim == "process":
            self.worker.kill_children()
        else:
            os.kill(pids.number(self.var / "valkey/valkey.pid") or 0, signal.SIGKILL)

    def revive(self, victim: str) -> None:
        """A dead process is replaced by its worker. An hour goes by: what the dead held was taken long ago."""
        if victim == "worker":
            self.worker.start()
        elif victim == "valkey":
            eventually(lambda: not valkey.answers(self.redis_url))
            valkey.start(self.var / "valkey", tests=True)
        with self.database() as database:
            database.execute(f'SET ROLE "{role_of("acme")}"')
            database.execute(
                "UPDATE acme.tickets_incomingmail SET received_at = received_at - %s WHERE state = 'received'", [HOUR]
            )
            database.execute("UPDATE acme.exports_export SET woken_at = woken_at - %s", [HOUR])
            database.execute("UPDATE acme.imports_import SET woken_at = woken_at - %s", [HOUR])
            if victim != "valkey":
                held = "UPDATE acme.notifications_letter SET claimed_at = claimed_at - %s WHERE state IN ('sending', 'handing')"
                database.execute(held, [HOUR])

    def heal(self) -> None:
        """Whatever a test left broken does not trouble the next one."""
        self.smtp_gate.open()
        self.imap_gate.open()
        if not valkey.answers(self.redis_url):
            valkey.start(self.var / "valkey", tests=True)
        if not self.worker.is_alive():
            self.worker.start()

    def hurry(self) -> bool:
        """Time flies: everything periodic is due now at Acme. A worker that fell is set up again, as its supervisor does.

        Not while it has something to do already; False, then.
        """
        if not self.worker.is_alive():
            self.worker.start()
        with suppress(RedisError), Redis.from_url(self.redis_url) as queues:
            if any(queues.llen(name) for name in ("default", "mail_in", "mail_out")):
                return False
        with self.database() as database:
            due = "UPDATE tenants_appointment SET due_at = now() FROM tenants_tenant t WHERE t.id = tenant_id AND schema_name=%s"
            database.execute(due, ["acme"])
        with suppress(OperationalError), Celery(broker=broker(self.redis_url), set_as_current=False) as bell:
            bell.conf.broker_transport_options = {"socket_connect_timeout": 1}
            bell.send_task("tenants.tasks.hand_out", headers={"_schema_name": "public"}, queue="default", retry=False)
            return True
        return False

    def eventually(self, look: Callable[[], Found], *, within: float = 40) -> Found:
        """As above, while the clock runs fast."""
        deadline = time.monotonic() + within
        for looks in count():
            if found := look():
                return found
            assert time.monotonic() < deadline, f"not within {within} seconds;\n{self._letters()}\n{self.worker.words()[-3000:]}"
            if looks % 10 == 3:
                self.hurry()
            time.sleep(0.1)
        raise AssertionError

    def _letters(self) -> str:
        """Acme's latest, and why they are not out."""
        latest = "SELECT id, state, attempts, claimed_at, due_at, error FROM acme.notifications_letter ORDER BY id DESC LIMIT 5"
        with self.database() as database:
            database.execute(f'SET ROLE "{role_of("acme")}"')
            return "\n".join(map(str, database.execute(latest).fetchall()))

    @contextmanager
    def locked(self, table: str) -> Iterator[Callable[[], None]]:
        """Nobody can write this table of Acme's meanwhile. Yields: wait until somebody tries to."""
        with self.database() as mine:
            mine.autocommit = False
            mine.execute(f'SET LOCAL ROLE "{role_of("acme")}"')
            mine.execute(f'LOCK TABLE "acme"."{table}" IN SHARE MODE')
            yield lambda: self._wait_for_somebody(table)
            mine.rollback()

    def _wait_for_somebody(self, table: str) -> None:
        question = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
        with self.database() as database:
            database.execute(f'SET ROLE "{role_of("acme")}"')
            eventually(lambda: database.execute(question, [f'"acme"."{table}"']).fetchone(), within=PATIENCE)


def broker(redis_url: str) -> str:
    return "redis+socket://" + redis_url.removeprefix("unix://").replace("db=", "virtual_host=")
