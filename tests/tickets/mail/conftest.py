"""Acme's mailbox, on a real Dovecot too, and a way to put a mail into its ledger as if it had been fetched."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from itertools import count
from pathlib import Path

import pytest

from sandbox import dovecot, maildirs, ports
from sandbox.homes import forget
from tenants.divisions.models import Division
from tenants.models import Tenant
from tickets.mail.ledger import Place, keep
from tickets.mail.receive import receive
from tickets.models import IncomingMail, Mailbox

Arrive = Callable[..., IncomingMail]
Post = Callable[[bytes], None]
uids = count(1)


@pytest.fixture
def mailbox(acme: Tenant) -> Mailbox:
    division = Division.objects.get(is_default=True)
    division.sender_address = "support@acme.example"
    division.save()
    return Mailbox.objects.create(
        name="Support", address="support@acme.example", division=division, host="imap.acme.example", username="support"
    )


@pytest.fixture(scope="module")
def dovecots_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    home, port = tmp_path_factory.mktemp("imap") / "mail", ports.free()
    dovecot.start(home, port=port)
    yield home, port
    dovecot.stop(home)
    forget(home)


@pytest.fixture
def box(mailbox: Mailbox, dovecots_home: tuple[Path, int], request: pytest.FixtureRequest) -> Mailbox:
    """A mailbox that nobody used before."""
    mailbox.host, mailbox.port, mailbox.security = "127.0.0.1", dovecots_home[1], Mailbox.Security.NONE
    mailbox.username = f"{abs(hash(request.node.name))}@acme.example"
    mailbox.keep_password("demo")
    mailbox.save()
    return mailbox


@pytest.fixture
def post(box: Mailbox, dovecots_home: tuple[Path, int]) -> Post:
    return lambda raw: maildirs.deliver(dovecots_home[0], box.username, raw)


@pytest.fixture
def arrive(mailbox: Mailbox) -> Arrive:
    """`arrive(sender=…, subject=…)` or `arrive(raw)`: the mail's line in the ledger once it is read."""

    def arrive(raw: bytes | None = None, *, into: Mailbox = mailbox, **words: str) -> IncomingMail:
        content = compose(**words) if raw is None else raw
        mail = keep(into, place=Place(uid_validity=1, uid=next(uids), size=len(content)), raw=content)
        assert mail is not None
        receive(mail.pk)
        mail.refresh_from_db()
        return mail

    return arrive


def compose(
    *,
    sender: str = "Carla Sommer <carla@kunde.example>",
    subject: str = "Printer on fire",
    text: str = "It burns.",
    message_id: str = "",
    answers: str = "",
    **headers: str,
) -> bytes:
    """A mail as a person's program writes it; more headers as `auto_submitted="auto-replied"`."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "support@acme.example", subject
    mail["Message-ID"] = message_id or f"<{next(uids)}@kunde.example>"
    mail["Date"] = "Sat, 21 Nov 2026 12:00:00 +0100"
    if answers:
        mail["In-Reply-To"] = mail["References"] = answers
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()
