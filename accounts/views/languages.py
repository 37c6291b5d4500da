"""Choosing the language of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.models import User


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """POST /account/language/ keeps the language in a cookie, and with whoever is signed in; back to where they were."""
    code = request.POST.get("language", "")
    if isinstance(request.user, User) and code in dict(settings.LANGUAGES):
        request.user.language = code
        request.user.save(update_fields=["language"])
    return set_language(request)
