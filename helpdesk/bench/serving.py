"""The product's own web server on a port of its own, as production runs it, for as long as somebody measures."""

import os
import re
import shlex
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from helpdesk.environment import BASE_DIR

#: Of the Procfile's line: what is for developing, and what would end a process in the middle of a measurement.
LEFT_OUT = re.compile(r"^--(reload|max-requests|max-requests-jitter)$")
PATIENCE = 60
KEPT = re.compile(r"^(Rss|Pss):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one process that answers, in MB; `pss` counts what processes share once."""

    rss: float
    pss: float


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    command: str
    process: "subprocess.Popen[bytes]"

    def memory(self) -> list[Memory]:
        """Of every worker; gunicorn's own process only looks after them."""
        return [_memory(pid) for pid in _children(self.process.pid)]


@contextmanager
def serving(port: int, *, collects: bool = True) -> Iterator[Server]:
    """With DEBUG off, no reloading, and the floor among the desk's addresses. Who just collected the styles says so."""
    environment = _environment(port)
    if collects:
        _collect_statics(environment)
    command = _command(port)
    log = settings.VAR_DIR / "bench.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=output, stderr=output)  # noqa: S603 -- the Procfile's
        try:
            _wait(process, port, log)
            yield Server(port, shlex.join(command), process)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _environment(port: int) -> dict[str, str]:
    """As the caller's, but for what makes a developer's server slow."""
    own = {
        "DEBUG": "false",
        "SITE_SCHEME": "http",
        "DJANGO_SETTINGS_MODULE": "helpdesk.bench.settings",
        "HELPDESK_WEB_PORT": str(port),
    }
    return {**os.environ, **own}


def _command(port: int) -> list[str]:
    """What the Procfile says of `web`, in this Python."""
    lines = dict(line.split(":", 1) for line in (BASE_DIR / "Procfile").read_text().splitlines() if ":" in line)
    words = shlex.split(lines["web"].replace("$HELPDESK_WEB_PORT", str(port)))
    words = words[words.index("gunicorn") + 1 :]
    kept = [word for at, word in enumerate(words) if not (LEFT_OUT.match(word) or _is_value(words, at))]
    return [sys.executable, "-m", "gunicorn", *kept]


def _is_value(words: list[str], at: int) -> bool:
    """Of an option that is left out."""
    return at > 0 and bool(LEFT_OUT.match(words[at - 1])) and not words[at].startswith("--")


def _collect_statics(environment: Mapping[str, str]) -> None:
    """With DEBUG off pages name styles by their fingerprints."""
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=BASE_DIR, env=environment, check=True)  # noqa: S603 -- nothing of a stranger's


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/live", timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    last_words = "\n".join(log.read_text().splitlines()[-8:])
    raise RuntimeError(f"The web server does not start. Its last words in {log}:\n{last_words}")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _memory(pid: int) -> Memory:
    kept = {name: int(kilobytes) / 1024 for name, kilobytes in KEPT.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())}
    return Memory(rss=kept["Rss"], pss=kept["Pss"])
