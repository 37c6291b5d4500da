"""One at a time: a lock that ends with its process, however that ends."""

import fcntl
from pathlib import Path
from typing import TextIO


def try_lock(file: Path) -> TextIO | None:
    """The lock as long as the answer is kept open, or nothing when another process has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = file.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
