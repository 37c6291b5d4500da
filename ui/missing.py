"""While DEBUG is on: whoever asks for what is not there sees the page that everybody sees, not Django's list of addresses."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

Answer = Callable[[HttpRequest], HttpResponse]


class MissingPageMiddleware:
    """Stands in for what Django answers by itself as soon as DEBUG is off."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == 404 and request.resolver_match is None:
            return page_not_found(request, Http404())
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return page_not_found(request, exception) if isinstance(exception, Http404) else None
