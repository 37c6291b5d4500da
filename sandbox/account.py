"""Who the servers run as: whoever starts them, but never root."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypedDict


class RunAs(TypedDict, total=False):
    """Arguments of `subprocess` that change the account."""

    user: int
    group: int
    extra_groups: list[int]


@cache
def run_as() -> RunAs:
    """Nothing to change for a normal user; for root, an account without rights."""
    if os.geteuid() != 0:
        return {}
    entry = find_account() or create_account()
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def find_account() -> pwd.struct_passwd | None:
    for name in ("helpdesk", "postgres"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def create_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    subprocess.run([*command, "--shell", "/usr/sbin/nologin", "helpdesk"], check=True)
    return pwd.getpwnam("helpdesk")


def hand_over(path: Path) -> None:
    """Make the account the owner of what root has just made."""
    if account := run_as():
        os.chown(path, account["user"], account["group"])


@contextmanager
def acting() -> Iterator[None]:
    """Write files as the account, then be root again: Python itself may lie where the account cannot read it."""
    account = run_as()
    if account:
        os.setegid(account["group"])
        os.seteuid(account["user"])
    try:
        yield
    finally:
        if account:
            os.seteuid(0)
            os.setegid(0)


def become() -> None:
    """Give up root for good, just before another program takes this process over."""
    if account := run_as():
        os.setgroups([])
        os.setgid(account["group"])
        os.setuid(account["user"])


def can_reach(path: Path) -> bool:
    """Whether the account may pass every folder on the way to `path` and read it."""
    if not run_as():
        return True
    test = ["/usr/bin/test", "-r", str(path), "-a", "-x", str(path)]
    return subprocess.run(test, **run_as(), cwd="/", check=False).returncode == 0
