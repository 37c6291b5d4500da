"""An SMTP server that keeps every mail: `python -m sandbox.smtp start DIR [--port N]`.

Whoever is written to has a mailbox. Only addresses below `.invalid` are refused,
so that a letter that cannot be delivered can be tried out too.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox import maildirs, pids, ports
from sandbox.command import arguments, obey
from sandbox.homes import open_home
from sandbox.interrupts import ENDINGS

LARGEST_MAIL = 50_000_000


def start(home: Path, *, port: int) -> str:
    """Start the server of this folder in the background, and return its URL."""
    home = open_home(home)
    if not is_running(home):
        with (home / "smtp.log").open("a") as log:
            launch(home, port=port, log=log.fileno())
        pids.wait_until(lambda: is_running(home) and ports.answers(port), what="SMTP", log=home / "smtp.log")
    return f"smtp://127.0.0.1:{port}"


def stop(home: Path) -> None:
    pids.end(home.resolve() / "smtp.pid")


def is_running(home: Path) -> bool:
    return pids.is_alive(home.resolve() / "smtp.pid")


def launch(home: Path, *, port: int, log: int) -> None:
    command = [sys.executable, "-m", "sandbox.smtp", "run", str(home), "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log, start_new_session=True)
    (home / "smtp.pid").write_text(str(server.pid))


def run(home: Path, *, port: int) -> None:
    """Serve until told to stop."""
    home = open_home(home)
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    controller = Controller(Sink(home), hostname="127.0.0.1", port=port, data_size_limit=LARGEST_MAIL)
    controller.start()
    print(f"SMTP listens on 127.0.0.1:{port}", flush=True)
    signal.sigwait(ENDINGS)
    controller.stop()


class Sink:
    """What the server does with mails: into the Maildir of every recipient."""

    def __init__(self, home: Path) -> None:
        self.home = home

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "@" not in address or address.lower().endswith(".invalid"):
            return f"550 5.1.1 <{address}> has no mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        for recipient in envelope.rcpt_tos:
            maildirs.deliver(self.home, recipient, with_trace(envelope, recipient))
            print(f"mail from {envelope.mail_from or '<>'} to {recipient}", flush=True)
        return "250 2.0.0 Delivered"


def with_trace(envelope: Envelope, recipient: str) -> bytes:
    """The mail with the headers a delivering server puts in front."""
    trace = f"Return-Path: <{envelope.mail_from or ''}>\nDelivered-To: {recipient}\n"
    content = envelope.content or b""
    raw = content if isinstance(content, bytes) else content.encode()
    return trace.encode() + raw.replace(b"\r\n", b"\n")


if __name__ == "__main__":
    parser = arguments(__doc__, "run")
    parser.add_argument("--port", type=int, default=ports.smtp())
    wanted = parser.parse_args()
    if wanted.command == "run":
        run(wanted.home, port=wanted.port)
    obey(wanted, start=lambda: start(wanted.home, port=wanted.port), stop=stop, is_running=is_running)
