"""Programs of the product, started and ended as an operator or a power cut does."""

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


class Program:
    """One program with its children; `sign` is what it writes when it is ready."""

    def __init__(self, *arguments: str, name: str, sign: str, environment: dict[str, str], var: Path) -> None:
        self.command = [*WITH_US, sys.executable, *arguments]
        self.sign = sign
        self.environment = environment
        self.log = var / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._began_at = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self, *, patience: float = 40) -> None:
        deadline = time.monotonic() + patience
        while self.sign not in self.words():
            assert time.monotonic() < deadline, f"{self.command} is not ready:\n{self.words()[-3000:]}"
            assert self._process is not None
            assert self._process.poll() is None, self.words()[-3000:]
            time.sleep(0.05)

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def words(self) -> str:
        """What it said since it was started."""
        return self.log.read_bytes()[self._began_at :].decode(errors="replace")

    def kill(self) -> None:
        """As a power cut: it and its children, at once."""
        self._end(signal.SIGKILL)

    def kill_children(self) -> None:
        """Those that do the work; it is left to notice."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> int | None:
        """As an operator does; its exit code, None if it did not run."""
        return self._end(signal.SIGTERM)

    def _end(self, ending: signal.Signals) -> int | None:
        if self._process is None:
            return None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, ending)
        try:
            return self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            return self._process.wait()
        finally:
            self._process = None


def worker(environment: dict[str, str], var: Path) -> Program:
    arguments = ["-m", "celery", "--quiet", "--app", "helpdesk", "worker", "--queues", QUEUES, "--concurrency", "2", *QUIET]
    return Program(*arguments, "--loglevel", "info", name="worker", sign=" ready.", environment=environment, var=var)


def clock(environment: dict[str, str], var: Path) -> Program:
    arguments = ["-m", "celery", "--quiet", "--app", "helpdesk", "beat", "--loglevel", "info"]
    return Program(*arguments, name="clock", sign="beat: Starting", environment=environment, var=var)


def watcher(environment: dict[str, str], var: Path) -> Program:
    return Program("manage.py", "watch_mailboxes", name="watcher", sign="", environment=environment, var=var)


def web(environment: dict[str, str], var: Path, *, port: int) -> Program:
    bind = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4", "--graceful-timeout", "2"]
    return Program("-m", "gunicorn", "helpdesk.wsgi", *bind, name="web", sign="Booting worker", environment=environment, var=var)
