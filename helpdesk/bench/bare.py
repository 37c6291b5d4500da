"""The same page as our floor, as Django alone would serve it: what a new project has, and a workspace by its host."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.crypto import constant_time_compare

from accounts.models import User
from helpdesk.bench.floor import listed
from tenants import here
from tenants.models import Domain

BARE = "/bench/bare/"
Answer = Callable[[HttpRequest], HttpResponse]


class BareMiddleware:
    """Stands before all of ours, and answers one address with none of them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        chain: Any = bare
        for middleware in (XFrameOptionsMiddleware, MessageMiddleware, CsrfViewMiddleware, CommonMiddleware):
            chain = middleware(chain)
        sessions = SessionMiddleware(chain)
        sessions.SessionStore = SessionStore  # type: ignore[misc]  # ours is quicker
        self.chain: Any = SecurityMiddleware(sessions)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != BARE:
            return self.get_response(request)
        connection = here.connection()
        before = connection.tenant
        connection.set_schema_to_public()
        try:
            connection.set_tenant(Domain.objects.select_related("tenant").get(domain=request.get_host().rsplit(":", 1)[0]).tenant)
            answer: HttpResponse = self.chain(request)
            return answer
        finally:
            connection.set_tenant(before)


def bare(request: HttpRequest) -> HttpResponse:
    """GET /bench/bare/. Signed in as Django does it: a session of the database, its user, and the hash of their password."""
    session = request.session
    if SESSION_KEY not in session:
        return HttpResponse(status=403)
    user = User.objects.get(pk=session[SESSION_KEY])
    if not constant_time_compare(session[HASH_SESSION_KEY], user.get_session_auth_hash()):
        return HttpResponse(status=403)
    return listed()
