"""The mail world of the sandbox: in by SMTP, out by IMAP."""

import smtplib  # noqa: TID251 -- a customer's mail program
import socket
from pathlib import Path

import pytest
from imapclient import IMAPClient  # noqa: TID251 -- a customer's mail program

from sandbox import dovecot, maildirs, smtp
from tests.sandbox.conftest import Mail

LISTENING = "0A"
LETTER = b"From: carla@kunde.example\r\nSubject: Printer on fire\r\n\r\nPlease help.\r\n"


def send(mail: Mail, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP("127.0.0.1", mail.smtp) as server:
        return server.sendmail("carla@kunde.example", recipients, LETTER)


def mailbox(mail: Mail, address: str) -> IMAPClient:
    client = IMAPClient("127.0.0.1", mail.imap, ssl=False)
    client.login(address, "demo")
    client.select_folder("INBOX")
    return client


def test_a_mail_to_anybody_waits_in_their_mailbox(mail: Mail) -> None:
    send(mail, "support@acme.example", "Ada+invoices@acme.example")

    for address in ("support@acme.example", "ada@acme.example"):
        client = mailbox(mail, address)
        [(_, parts)] = client.fetch(client.search(), ["RFC822"]).items()
        client.logout()
        assert parts[b"RFC822"].endswith(LETTER)


def test_a_delivered_mail_says_for_whom_it_came(mail: Mail) -> None:
    send(mail, "traced+42@acme.example")

    [raw] = maildirs.newest(mail.home, "traced@acme.example", count=5)

    trace, _, rest = raw.partition(b"From: ")
    assert trace == b"Return-Path: <carla@kunde.example>\nDelivered-To: traced+42@acme.example\n"
    assert b"From: " + rest == LETTER.replace(b"\r\n", b"\n")


def test_an_address_below_invalid_is_refused_and_the_others_get_their_mail(mail: Mail) -> None:
    refused = send(mail, "nobody@acme.invalid", "somebody@acme.example")

    assert refused == {"nobody@acme.invalid": (550, b"5.1.1 <nobody@acme.invalid> has no mailbox here")}
    assert len(maildirs.newest(mail.home, "somebody@acme.example", count=5)) == 1


def test_whoever_waits_at_a_mailbox_is_told_of_a_new_mail(mail: Mail) -> None:
    client = mailbox(mail, "waiting@acme.example")
    client.idle()

    send(mail, "waiting@acme.example")

    assert (1, b"EXISTS") in client.idle_check(timeout=10)
    client.idle_done()
    client.logout()


def test_every_mailbox_has_the_usual_folders(mail: Mail) -> None:
    client = mailbox(mail, "folders@acme.example")

    special = {name: flags[-1] for flags, _, name in client.list_folders() if name != "INBOX"}

    assert special == {"Sent": rb"\Sent", "Trash": rb"\Trash", "Junk": rb"\Junk"}
    client.logout()


def test_a_wrong_password_opens_nothing(mail: Mail) -> None:
    client = IMAPClient("127.0.0.1", mail.imap, ssl=False)

    with pytest.raises(client.Error, match="AUTHENTICATIONFAILED"):
        client.login("support@acme.example", "wrong")


def test_both_servers_listen_on_loopback_only(mail: Mail) -> None:
    assert listeners(mail.smtp) == ["127.0.0.1"]
    assert listeners(mail.imap) == ["127.0.0.1"]


def listeners(port: int) -> list[str]:
    """The addresses on which this machine listens at a port, as the kernel knows them."""
    rows = [row.split() for table in ("tcp", "tcp6") for row in Path(f"/proc/net/{table}").read_text().splitlines()]
    found = [row[1].split(":") for row in rows if row[3] == LISTENING]
    return [socket.inet_ntoa(bytes.fromhex(host)[::-1]) for host, hex_port in found if int(hex_port, 16) == port]


def test_started_twice_is_once(mail: Mail) -> None:
    smtp.start(mail.home, port=mail.smtp)
    dovecot.start(mail.home, port=mail.imap)

    assert smtp.is_running(mail.home)
    assert dovecot.is_running(mail.home)
