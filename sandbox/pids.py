"""Server processes by the file they write their number into."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def number(file: Path) -> int | None:
    try:
        return int(file.read_text().split()[0])
    except (FileNotFoundError, IndexError):
        return None


def living(file: Path) -> int | None:
    """The process of this file, if it still lives.

    Numbers are used again: only a process that works in the file's folder is meant.
    """
    pid = number(file)
    return pid if pid and folder_of(pid) == str(file.parent) else None


def folder_of(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""


def is_alive(file: Path) -> bool:
    return living(file) is not None


def end(file: Path, *, patience: float = 10) -> None:
    """Ask the process to stop, wait for it, and insist when patience is over."""
    deadline = time.monotonic() + patience
    while pid := living(file):
        os.kill(pid, signal.SIGKILL if time.monotonic() > deadline else signal.SIGTERM)
        time.sleep(0.05)
    file.unlink(missing_ok=True)


def wait_until(ready: Callable[[], bool], *, what: str, log: Path, patience: float = 15) -> None:
    deadline = time.monotonic() + patience
    while not ready():
        if time.monotonic() > deadline:
            last_words = "\n".join(log.read_text().splitlines()[-8:]) if log.exists() else ""
            raise SystemExit(f"{what} does not answer. Its last words in {log}:\n{last_words}")
        time.sleep(0.02)
