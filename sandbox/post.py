"""Mail by hand: `bin/mail` writes one into the sandbox or reads a mailbox of it."""

import argparse
import smtplib  # noqa: TID251 -- this is a customer's mail program
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path

from sandbox import maildirs, ports

HOME = Path(__file__).parents[1] / "var/mail"
SUBJECT = "Störung: Aufzug in der Lindenstraße 12 steht"
TEXT = """\
Guten Tag,

seit heute Morgen 7:20 Uhr steht der Aufzug in der Lindenstraße 12 zwischen dem 2. und 3. Stock.
Eingeschlossen ist niemand, die Türen sind zu, im Display blinkt „E 47“.

Im Haus wohnen mehrere Personen, die keine Treppen steigen können. Bitte schicken Sie heute noch jemanden
und rufen Sie vorher kurz an: 0151 23456789.

Mit freundlichen Grüßen
Carla Conrad
Hausverwaltung Conrad GmbH
"""


def main() -> None:
    wanted = arguments()
    if wanted.read:
        read(wanted.read, count=wanted.count)
    else:
        write(wanted)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/mail", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.eml", help="send this mail as it is")
    parser.add_argument("--to", default="support@demo.example")
    parser.add_argument("--from", dest="sender", help="default: carla@kunde.example, or the file's sender")
    parser.add_argument("--subject", default=SUBJECT)
    parser.add_argument("--text", default=TEXT)
    parser.add_argument("--reply-to", metavar="MESSAGE-ID", help="answer to the mail of this Message-ID")
    parser.add_argument("--read", metavar="ADDRESS", help="show the newest mails of a mailbox instead")
    parser.add_argument("--count", type=int, default=3, help="how many mails to show (default 3)")
    return parser.parse_args()


def write(wanted: argparse.Namespace) -> None:
    raw = wanted.file.read_bytes() if wanted.file else compose(wanted).as_bytes(policy=policy.SMTP)
    sender = wanted.sender or sender_of(raw)
    try:
        with smtplib.SMTP("127.0.0.1", ports.smtp()) as server:
            server.sendmail(sender, [wanted.to], raw, mail_options=["SMTPUTF8"] if not raw.isascii() else [])
    except ConnectionRefusedError:
        raise SystemExit(f"Nobody takes mail on port {ports.smtp()}: start bin/dev first.") from None
    print(f"Sent to {wanted.to} from {sender or '<>'}")


def compose(wanted: argparse.Namespace) -> EmailMessage:
    """A mail as a customer's program writes it, with a Message-ID of its own each time."""
    mail = EmailMessage()
    mail["From"] = wanted.sender or "Carla Conrad <carla@kunde.example>"
    mail["To"] = wanted.to
    mail["Subject"] = wanted.subject
    mail["Date"] = formatdate(localtime=True)
    mail["Message-ID"] = make_msgid(domain="kunde.example")
    if wanted.reply_to:
        mail["In-Reply-To"] = mail["References"] = wanted.reply_to
    mail.set_content(wanted.text)
    return mail


def sender_of(raw: bytes) -> str:
    """The address to send from; a file without a readable one is sent as a bounce is."""
    header = message_from_bytes(raw).get("From", "")
    return str(header).rpartition("<")[2].rstrip("> ").strip()


def read(address: str, *, count: int) -> None:
    mails = maildirs.newest(HOME, address, count=count)
    for raw in mails:
        show(raw)
    print(f"{len(mails)} shown" if mails else f"{address} has no mail")


def show(raw: bytes) -> None:
    mail = message_from_bytes(raw, policy=policy.default)
    names = ("From", "To", "Date", "Subject", "Message-ID", "In-Reply-To")
    headers = [f"{name}: {mail[name]}" for name in names if mail[name]]
    body = mail.get_body(("plain", "html"))
    files = [f"[{part.get_filename()}]" for part in mail.iter_attachments()]
    print("\n".join([*headers, "", body.get_content().strip() if body else "", *files, "─" * 80]))


if __name__ == "__main__":
    main()
