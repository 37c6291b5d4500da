"""A browser without script: pages, forms and cookies over a real connection."""

import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode
from uuid import uuid4

PASSWORD = "correct horse battery"


@dataclass
class Answer:
    status: int
    text: str
    headers: http.client.HTTPMessage
    content: bytes = b""


@dataclass
class Browser:
    """At one host of the house, such as `acme.localhost`."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def sign_in(self, email: str) -> Answer:
        return self.submit("/account/login/", at="/account/login/", login=email, password=PASSWORD)

    def submit(self, path: str, *, at: str, files: dict[str, tuple[str, bytes]] | None = None, **typed: str) -> Answer:
        """Fill in the form that page `at` shows for `path`, hidden fields included, and send it."""
        page = self.get(at)
        assert page.status == 200, (at, page.status)
        body, kind = _encoded(_hidden(page.text, path) | typed, files or {})
        return self._ask("POST", path, body=body, kind=kind)

    def _ask(self, method: str, path: str, *, body: bytes = b"", kind: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Host": f"{self.host}:{self.port}", "Accept-Language": "en"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        connection.request(method, path, body=body or None, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return Answer(answer.status, content.decode(errors="replace"), answer.headers, content)


def _hidden(page: str, path: str) -> dict[str, str]:
    """The hidden fields of the form with this action, or of the page's only form without one."""
    forms = re.findall(r"<form\b[^>]*>.*?</form>", page, re.DOTALL)
    fitting = [form for form in forms if f'action="{path}"' in form.partition(">")[0]]
    fitting = fitting or [form for form in forms if 'method="post"' in form.partition(">")[0] and "set_language" not in form]
    hidden: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", fitting[0] if fitting else ""):
        attributes = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if attributes.get("type") == "hidden" and "name" in attributes:
            hidden[attributes["name"]] = attributes.get("value", "")
    return hidden


def _encoded(typed: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    if not files:
        return urlencode(typed).encode(), "application/x-www-form-urlencoded"
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in typed.items()
    ]
    for name, (filename, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"
