"""Programs of the product, started and ended as an operator or a power cut does."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUEUES = "mail_out,mail_in,default,bulk,pdf"
#: Should this process be killed, its programs go with it.
WITH_US = ("setpriv", "--pdeathsig", "KILL")
QUIET = ("--without-gossip", "--without-mingle")
CELERY = ("celery.__main__:main", "celery", "--quiet", "--app", "helpdesk")


class Nursery:
    """Where the programs of a house are born; see `nursery.py`."""

    def __init__(self, environment: dict[str, str], var: Path) -> None:
        self.environment = environment
        self.var = var
        self._process: subprocess.Popen[str] | None = None

    def open(self) -> None:
        command = [*WITH_US, sys.executable, "-m", "tests.flows.nursery"]
        pipe = subprocess.PIPE
        with (self.var / "nursery.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=pipe, stdout=pipe, stderr=log, text=True, start_new_session=True
            )
        assert self._heard() == "ready", (self.var / "nursery.log").read_text()

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()

    def tell(self, **wish: object) -> int | None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(wish)}\n")
        self._process.stdin.flush()
        answer: int | None = json.loads(self._heard())
        return answer

    def _heard(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class Program:
    """One program with its children; `sign` is what it writes when it is ready."""

    def __init__(self, nursery: Nursery, main: str, *arguments: str, name: str, sign: str) -> None:
        self.nursery = nursery
        self.main = main
        self.arguments = arguments
        self.sign = sign
        self.log = nursery.var / f"{name}.log"
        self._pid: int | None = None
        self._code: int | None = None

    def start(self) -> None:
        self._began_at = self.log.stat().st_size if self.log.exists() else 0
        self.log.touch()
        self._pid = self.nursery.tell(main=self.main, argv=self.arguments, log=str(self.log))
        self._code = None

    def wait(self, *, patience: float = 40) -> None:
        deadline = time.monotonic() + patience
        while self.sign not in self.words():
            assert time.monotonic() < deadline, f"{self.arguments} is not ready:\n{self.words()[-3000:]}"
            assert self.is_alive(), self.words()[-3000:]
            time.sleep(0.05)

    def is_alive(self) -> bool:
        return self._pid is not None and self._ended() is None

    def words(self) -> str:
        """What it said since it was started."""
        return self.log.read_bytes()[self._began_at :].decode(errors="replace")

    def kill(self) -> None:
        """As a power cut: it and its children, at once."""
        self._end(signal.SIGKILL)

    def kill_children(self) -> None:
        """Those that do the work; it is left to notice."""
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> int | None:
        """As an operator does; its exit code, None if it did not run."""
        return self._end(signal.SIGTERM)

    def _end(self, ending: signal.Signals) -> int | None:
        if self._pid is None:
            return None
        self._signal(ending)
        deadline = time.monotonic() + 10
        while self._ended() is None:
            if time.monotonic() > deadline:
                self._signal(signal.SIGKILL)
            time.sleep(0.01)
        self._pid = None
        return self._code

    def _ended(self) -> int | None:
        """Its exit code, or None; said by its parent, once."""
        if self._code is None:
            self._code = self.nursery.tell(ask=self._pid)
        return self._code

    def _signal(self, ending: signal.Signals) -> None:
        """To all of it; a newborn may not be a group of its own yet."""
        assert self._pid
        try:
            os.killpg(self._pid, ending)
        except ProcessLookupError:
            with suppress(ProcessLookupError):
                os.kill(self._pid, ending)


def worker(nursery: Nursery) -> Program:
    arguments = ["worker", "--queues", QUEUES, "--concurrency", "2", *QUIET, "--loglevel", "info"]
    return Program(nursery, *CELERY, *arguments, name="worker", sign=" ready.")


def clock(nursery: Nursery) -> Program:
    return Program(nursery, *CELERY, "beat", "--loglevel", "info", name="clock", sign="beat: Starting")


def watcher(nursery: Nursery) -> Program:
    main = "django.core.management:execute_from_command_line"
    return Program(nursery, main, "manage.py", "watch_mailboxes", name="watcher", sign="")


def web(nursery: Nursery, *, port: int) -> Program:
    bind = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4", "--graceful-timeout", "2"]
    main = "gunicorn.app.wsgiapp:run"
    return Program(nursery, main, "gunicorn", "helpdesk.wsgi", *bind, name="web", sign="Booting worker")
