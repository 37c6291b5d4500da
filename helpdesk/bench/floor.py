"""The least a page can be: who is asking, twenty-five rows by an index, a plain table."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from accounts.access import signed_in
from tickets.models import Ticket

ROWS = 25


@signed_in
def floor(request: HttpRequest) -> HttpResponse:
    """GET /bench/floor/, behind the same middlewares as every page; it asks nothing about who may see what."""
    return listed()


def listed() -> HttpResponse:
    """Twenty-five rows by an index, as a plain table."""
    rows = Ticket.objects.order_by("-last_activity_at", "-pk").values_list("pk", "subject", "last_activity_at")[:ROWS]
    lines = format_html_join("\n", "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    return HttpResponse(format_html("<!doctype html>\n<title>Floor</title>\n<table>\n{}\n</table>\n", lines))
