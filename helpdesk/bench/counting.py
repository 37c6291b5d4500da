"""Says in headers what an answer asked of the database."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

COUNT = "X-Bench-Count"
QUERIES, SECONDS = "X-Bench-Queries", "X-Bench-Database"


class Tally:
    """How many queries, and for how many seconds somebody waited for them. Choosing the workspace is not among them."""

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - began


class CountingMiddleware:
    """Only where a request asks for it: what is timed is not slowed down by counting."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if COUNT not in request.headers:
            return self.get_response(request)
        tally = Tally()
        with connection.execute_wrapper(tally):
            response = self.get_response(request)
        response[QUERIES] = str(tally.queries)
        response[SECONDS] = f"{tally.seconds:.6f}"
        return response
