"""Mailboxes as folders: one Maildir for every address anybody ever wrote to."""

import mailbox
from pathlib import Path

from sandbox.account import acting

FOLDER = "boxes"


def deliver(home: Path, address: str, mail: bytes) -> None:
    folder = folder_of(home, address)
    with acting():
        folder.parent.mkdir(exist_ok=True)
        mailbox.Maildir(folder, create=True).add(mail)


def newest(home: Path, address: str, *, count: int) -> list[bytes]:
    """The latest mails of a mailbox, the newest last."""
    box = folder_of(home, address)
    files = [*box.glob("new/*"), *box.glob("cur/*")]
    return [file.read_bytes() for file in sorted(files, key=lambda file: file.stat().st_mtime)[-count:]]


def folder_of(home: Path, address: str) -> Path:
    """The mailbox of an address; `anna+invoices@…` is Anna's."""
    local, _, domain = address.lower().rpartition("@")
    name = f"{local.partition('+')[0]}@{domain}".replace("/", "_")
    return home.resolve() / FOLDER / name
