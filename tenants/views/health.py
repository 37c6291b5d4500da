"""Answers for load balancers and `docker compose`."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse


def live(request: HttpRequest) -> HttpResponse:
    """GET /live: the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """GET /ready: the database and the cache answer, else 503 and which does not."""
    states = {"database": _database(), "cache": _cache()}
    return JsonResponse(states, status=200 if set(states.values()) == {"ok"} else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "out of reach"
    return "ok"


def _cache() -> str:
    from redis.exceptions import RedisError  # noqa: PLC0415 -- the cache's client, only here

    try:
        cache.get("ready")
    except RedisError:
        return "out of reach"
    return "ok"
