"""Walks every address of a surface."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Self

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver

from accounts.models import User
from helpdesk.bench.asking import sign_in
from tenants.models import Tenant

HOST = {"desk": "{slug}.localhost", "portal": "portal.{slug}.localhost"}


@dataclass(frozen=True)
class Door:
    """One address: its name, and the path with everything filled in."""

    name: str
    path: str


@dataclass(frozen=True)
class Person:
    """Somebody with a session."""

    home: str
    cookie: str

    @classmethod
    def signed_in(cls, workspace: Tenant, *, who: str, surface: str) -> Self:
        domain = "desk.example" if surface == "desk" else "portal.example"
        cookie = sign_in(User.objects.get(email=f"{who}@{domain}"))
        return cls(home=HOST[surface].format(slug=workspace.schema_name), cookie=cookie)

    @property
    def surface(self) -> str:
        return "portal" if self.home.startswith("portal.") else "desk"

    def at(self, host: str) -> Client:
        """Their cookie, carried to any host."""
        client = Client(SERVER_NAME=host, headers={"accept-language": "en"})
        client.cookies["session"] = self.cookie
        return client


def doors(surface: str, *, keys: Sequence[str] = ("1", "2")) -> list[Door]:
    """Every address of the surface, with the keys of the first objects of each kind."""
    return list(_walk(import_module(settings.URLCONF_OF_SURFACE[surface]).urlpatterns, "/", keys))


def _walk(patterns: list[URLPattern | URLResolver], before: str, keys: Sequence[str]) -> Iterator[Door]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, keys)
            continue
        for number in keys if "<" in route else ("",):
            path = re.sub(r"<(\w+:)?\w+>", number, re.sub(r"\(\?P<\w+>[^)]*\)", number, route)).replace("^", "").replace("$", "")
            yield Door(name=pattern.name or "", path=path)


def body_of(response: object) -> str:
    """All of an answer, streamed or not, with its headers."""
    content = b"".join(response.streaming_content) if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined]
    headers = " ".join(f"{name}: {value}" for name, value in response.items())  # type: ignore[attr-defined]
    return content.decode(errors="replace") + headers
