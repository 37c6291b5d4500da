"""A browser's place: one connection that stays open, signed in at one workspace's desk.

It is the standard library's client: it has no pool that could hide a new connection, and is no dependency more (decision 0026).
"""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from helpdesk.bench.counting import COUNT

BACKEND = "accounts.backends.SurfaceBackend"
#: What a browser can unpack, and what it would rather read.
USUAL = {"Accept-Encoding": "gzip", "Accept-Language": "de", "Accept": "text/html"}
CSRF = "csrftoken"


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` from the first byte sent to the last one read."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


def sign_in(user: User) -> str:
    """The key of the session that a sign-in would have made, at the workspace at hand."""
    known = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    lasts_until = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session = Session(session_key=get_random_string(32), session_data=SessionStore().encode(known), expire_date=lasts_until)
    session.save(force_insert=True)
    return str(session.session_key)


def sign_out(session: str) -> None:
    Session.objects.filter(session_key=session).delete()


class Browser:
    """`with Browser(8199, host="acme.localhost", session=…) as browser`."""

    def __init__(self, port: int, *, host: str, session: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._host = f"{host}:{port}"
        self._cookies = {settings.SESSION_COOKIE_NAME: session}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self._ask("GET", path, headers=headers or {})

    def post(self, path: str, data: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Behind a page that was read before: Django sets its cookie there."""
        body = urlencode({"csrfmiddlewaretoken": self._cookies.get(CSRF, ""), **data}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, headers={**kind, **(headers or {})}, body=body)

    def _ask(self, method: str, path: str, *, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        """The server hangs up on who says nothing for two seconds; like every browser this one then calls again."""
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = {"Host": self._host, "Cookie": cookies, **USUAL, **headers}
        try:
            return self._timed(method, path, sent, body)
        except (http.client.RemoteDisconnected, ConnectionError):
            self._connection.close()
            return self._timed(method, path, sent, body)

    def _timed(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        began = time.perf_counter()
        self._connection.request(method, path, body=body, headers=dict(headers))
        response = self._connection.getresponse()
        read = response.read()
        seconds = time.perf_counter() - began
        self._keep_cookies(response)
        return Answer(response.status, dict(response.getheaders()), read, seconds)

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self._cookies[name] = rest.partition(";")[0]


#: Asks the server to count.
COUNTED = {COUNT: "1"}
