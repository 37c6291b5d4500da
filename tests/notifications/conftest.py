"""A mail server that answers as it is told, and letters to hand to it."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from notifications import outbox
from notifications.models import Letter
from tenants.models import Tenant

Queue = Callable[..., Letter]


@dataclass
class MailServer:
    """`answers` by the first word heard, "dot" for the final one; None hangs up. `mails` are those it said yes to.

    `on_data` is what happens in the world before it is ready for the letter's text.
    """

    port: int = 0
    answers: dict[str, str | None] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    on_data: Callable[[], object] = lambda: None


class Conversation(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        told: MailServer = self.server.told
        goes_on = self.say(told.answers.get("greeting", "220 hello"))
        while goes_on and (line := self.rfile.readline()):
            word = line.decode().split()[0].split(":")[0].lower()
            told.heard.append(line.decode().strip())
            if word == "data":
                told.on_data()
            usual = {"ehlo": "250-hello\r\n250 SIZE 1000000", "data": "354 go on", "quit": "221 bye"}
            goes_on = self.say(told.answers.get(word, usual.get(word, "250 fine")))
            if word == "data" and goes_on and told.answers.get(word) is None:
                goes_on = self.take(told)

    def take(self, told: MailServer) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        answer = told.answers.get("dot", "250 taken")
        if answer and answer.startswith("250"):
            told.mails.append(b"".join(lines))
        return self.say(answer)

    def say(self, words: str | None) -> bool:
        if words is None:
            return False
        self.wfile.write(f"{words}\r\n".encode())
        return True


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    told = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        server.told = told  # type: ignore[attr-defined]  # for its conversations
        told.port = settings.EMAIL_PORT = server.server_address[1]
        settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 3
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield told
        server.shutdown()


@pytest.fixture
def queue(acme: Tenant) -> Queue:
    def queue(to: str = "carla@kunde.example", **more: Any) -> Letter:
        words = {"to_address": to, "user": None, "subject": "Hello", "text": "First line\n.dot\n..dots\nlast"} | more
        return outbox.queue_plain("plain", **words)

    return queue
