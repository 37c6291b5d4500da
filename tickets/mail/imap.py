"""Speaks IMAP; the only place that does."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache

from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from tenants.secrets import SealBroken
from tickets.models import Mailbox

PATIENCE = SocketTimeout(connect=10, read=30)
#: Of a mail that is not fetched whole, enough to say who wrote what.
HEAD_BYTES = 100_000


class MailboxTrouble(Exception):
    """The mailbox cannot be read now; the message is the server's own words."""


class MailRefused(Exception):
    """The server does not give out this one mail; the message is its own words."""


@dataclass(frozen=True, slots=True)
class Account:
    """How to sign in to a mailbox; holds no connection to the database, so that threads may carry it."""

    host: str
    port: int
    security: str
    username: str
    password: str = field(repr=False)
    folder: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that lies in the folder, and its size in bytes."""

    uid: int
    size: int


def account_of(mailbox: Mailbox) -> Account:
    try:
        password = mailbox.password
    except SealBroken:
        raise MailboxTrouble("The stored password can no longer be read. Please enter it again.") from None
    return Account(
        host=mailbox.host,
        port=mailbox.port,
        security=mailbox.security,
        username=mailbox.username,
        password=password,
        folder=mailbox.folder,
    )


@contextmanager
def opened(account: Account) -> Iterator["Folder"]:
    """Sign in and open the folder; whatever goes wrong inside comes out as `MailboxTrouble`."""
    client: IMAPClient | None = None
    try:
        client = _connect(account)
        client.login(account.username, account.password)
        chosen = client.select_folder(account.folder)
        yield Folder(client, uid_validity=int(chosen[b"UIDVALIDITY"]), next_uid=int(chosen.get(b"UIDNEXT", 0)))
    except (IMAPClientError, OSError, UnicodeError) as error:
        raise MailboxTrouble(_words(error, secret=account.password)) from None
    finally:
        if client is not None:
            with suppress(IMAPClientError, OSError):
                client.logout()


def _connect(account: Account) -> IMAPClient:
    is_tls = account.security == Mailbox.Security.TLS
    context = _trusted() if is_tls else None
    client = IMAPClient(account.host, account.port, ssl=is_tls, ssl_context=context, timeout=PATIENCE)
    if account.security == Mailbox.Security.STARTTLS:
        try:
            client.starttls(_trusted())
        except BaseException:
            client.shutdown()
            raise
    return client


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed; reading the machine's list takes longer than a whole fetch."""
    return ssl.create_default_context()


def _words(error: Exception, *, secret: str) -> str:
    """What the server said, without Python's wrapping, and never the password."""
    said = error.args[0] if error.args and isinstance(error.args[0], bytes | str) else str(error)
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    if words.startswith(("b'", 'b"')):
        words = words[2:-1]
    if secret:
        words = words.replace(secret, "•••")
    return words.strip()[:1000] or type(error).__name__


class Folder:
    """An open folder of somebody's mailbox."""

    def __init__(self, client: IMAPClient, *, uid_validity: int, next_uid: int) -> None:
        self._client = client
        self._next_uid = next_uid
        self.uid_validity = uid_validity

    def last_uid(self) -> int:
        """Of the newest mail there ever was, as far as the server tells."""
        return self._next_uid - 1 if self._next_uid else max(self._client.search("ALL"), default=0)

    def unseen(self) -> list[Waiting]:
        return self._sized(self._client.search("UNSEEN"))

    def above(self, uid: int) -> list[Waiting]:
        """Mails that came after this one; servers answer `7:*` with the last mail even if it is older."""
        return self._sized([found for found in self._client.search(["UID", f"{uid + 1}:*"]) if found > uid])

    def head(self, uid: int) -> bytes:
        """The headers, as far as the server gives them out."""
        try:
            return self._part(uid, f"BODY.PEEK[HEADER]<0.{HEAD_BYTES}>") or b""
        except MailRefused:
            return b""

    def raw(self, uid: int) -> bytes | None:
        """The whole mail, byte for byte; None if somebody deleted it meanwhile. May raise `MailRefused`."""
        return self._part(uid, "BODY.PEEK[]")

    def mark_seen(self, uid: int) -> None:
        self._client.add_flags([uid], [SEEN], silent=True)

    @property
    def can_idle(self) -> bool:
        return bool(self._client.has_capability("IDLE"))

    def idle(self) -> None:
        self._client.idle()

    def news(self, *, seconds: float) -> bool:
        """Wait for the server to speak; whether mail came. Raises `MailboxTrouble` through `opened` when it hangs up."""
        answers = self._client.idle_check(timeout=seconds)
        if any(answer[:1] == (b"BYE",) for answer in answers):
            raise IMAPClientAbortError("The server closed the connection.")
        return any(len(answer) > 1 and answer[1] in (b"EXISTS", b"RECENT") for answer in answers)

    def idle_done(self) -> bool:
        """Stop waiting; whether mail came in the last moment."""
        _, answers = self._client.idle_done()
        return any(len(answer) > 1 and answer[1] in (b"EXISTS", b"RECENT") for answer in answers)

    def hang_up(self) -> None:
        """Let another thread's waiting end at once, whatever it waits for. The rest is left to that thread, TLS included."""
        with suppress(OSError):
            socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)

    def _sized(self, uids: list[int]) -> list[Waiting]:
        """In the order in which they came."""
        if not uids:
            return []
        sizes = self._client.fetch(uids, ["RFC822.SIZE"])
        return [Waiting(uid=uid, size=int(sizes[uid][b"RFC822.SIZE"])) for uid in sorted(uids) if uid in sizes]

    def _part(self, uid: int, part: str) -> bytes | None:
        try:
            answer = self._client.fetch([uid], [part]).get(uid, {})
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            raise MailRefused(_words(error, secret="")) from None
        parts = [value or b"" for name, value in answer.items() if name.startswith(b"BODY[")]
        return bytes(parts[0]) if parts else None
