"""Pages travel packed."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PackingMiddleware(GZipMiddleware):
    """A page of the desk is a tenth of its size on the wire; files travel as they are, with their length.

    What a page repeats of its address can't be guessed from its packed length (BREACH): Django adds a random number of bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)
