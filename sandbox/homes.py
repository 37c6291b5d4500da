"""Where a server keeps its data and its socket, however deep or closed the given folder lies."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from sandbox.account import can_reach, hand_over, run_as

CLOSED_HOMES = Path("/var/lib/helpdesk")
#: A folder in memory, and the bytes that must be free in it.
MEMORY, PLENTY = Path("/dev/shm"), 4 << 30  # noqa: S108 -- strangers are refused
LONGEST_SOCKET = 103
"""Bytes a unix socket's path may have on Linux (108 with its end) and BSD (104)."""


def open_home(home: Path) -> Path:
    """The folder behind `home`, made if need be, that belongs to the servers' account.

    Below a folder that the account may not enter, such as /root, `home` becomes a link
    to a folder outside: rights of existing folders are never widened.
    """
    if not home.exists():
        make_home(home.absolute())
    return home.resolve()


def make_home(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    if can_reach(home.parent):
        home.mkdir(mode=0o700)
    else:
        CLOSED_HOMES.mkdir(parents=True, exist_ok=True)
        home.unlink(missing_ok=True)
        home.symlink_to(tempfile.mkdtemp(prefix=f"{home.name}-", dir=CLOSED_HOMES))
    hand_over(home)


def make_home_in_memory(home: Path) -> None:
    """For what may be lost with the machine: `home` becomes a link to a folder in memory, where there is plenty of that.

    A home that is there stays where it is. What the one before left, whose link was removed, goes.
    """
    if home.exists() or not has_plenty(MEMORY):
        return
    folder = MEMORY / f"helpdesk-{digest(home.absolute())}"
    if folder.is_symlink() or folder.exists():
        refuse_strangers(folder)
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    home.unlink(missing_ok=True)
    home.symlink_to(folder)
    hand_over(home)


def has_plenty(folder: Path) -> bool:
    """And where programs may lie: those of the server may be copied to its home."""
    if not folder.is_dir() or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(folder).free >= PLENTY


def forget(home: Path) -> None:
    """Remove a folder with all data, wherever it lies; a file too."""
    folder = home.resolve()
    if home.is_symlink() or home.is_file():
        home.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(short_folder(folder), ignore_errors=True)


def socket_folder(home: Path, *, longest_name: str) -> Path:
    """A folder for sockets, made if need be."""
    folder = socket_place(home, longest_name=longest_name)
    folder.mkdir(mode=0o700, exist_ok=True)
    refuse_strangers(folder)
    hand_over(folder)
    return folder


def socket_place(home: Path, *, longest_name: str) -> Path:
    """Inside `home`, or a short folder when that path would be too long."""
    folder = home / "run"
    if len(os.fsencode(folder / longest_name)) <= LONGEST_SOCKET:
        return folder
    return short_folder(home)


def short_folder(home: Path) -> Path:
    return Path("/tmp") / f"helpdesk-{digest(home)}"  # noqa: S108 -- short, and strangers are refused


def digest(home: Path) -> str:
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:12]


def refuse_strangers(folder: Path) -> None:
    """In folders that are everybody's somebody may have been there first."""
    ours = {os.geteuid(), run_as().get("user")}
    if folder.is_symlink() or folder.lstat().st_uid not in ours:
        raise SystemExit(f"{folder} belongs to somebody else; remove it and try again.")
