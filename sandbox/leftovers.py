"""Processes of a `bin/dev` that is over: none may stay."""

import os
import signal
import time
from pathlib import Path

from sandbox import dovecot, smtp

MARK = "HELPDESK_DEV"
"""The variable by which the processes of one folder are known; they hand it on to their children."""


def end_all(var: Path, *, patience: float = 8) -> None:
    """Ask them, wait, then insist."""
    deadline = time.monotonic() + patience
    asked: set[int] = set()
    while left := marked(f"{MARK}={var}".encode()):
        late = time.monotonic() > deadline
        for pid in left if late else left - asked:
            tell(pid, signal.SIGKILL if late else signal.SIGTERM)
        asked |= left
        time.sleep(0.1)
    dovecot.stop(var / "mail")
    smtp.stop(var / "mail")


def marked(mark: bytes) -> set[int]:
    folders = (folder for folder in Path("/proc").iterdir() if folder.name.isdigit())
    return {int(folder.name) for folder in folders if mark in environment_of(folder)}


def environment_of(process: Path) -> list[bytes]:
    """Empty for other people's processes and for those just gone."""
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def tell(pid: int, ending: signal.Signals) -> None:
    try:
        os.kill(pid, ending)
    except ProcessLookupError:
        return
