"""Who is asking: the person of the session, if they belong on this surface, in their language and time."""

from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.surfaces import belongs_on
from tenants.choices import Surface


class AccountMiddleware(AuthenticationMiddleware):
    """Like Django's, but a session carried to the wrong surface is nobody's.

    Language and time zone are put back by the workspace's middleware, which stands around this one.
    """

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: who(request))  # type: ignore[assignment]  # as Django's own does
        if getattr(request, "surface", Surface.PUBLIC) != Surface.PUBLIC and request.user.is_authenticated:
            timezone.activate(request.user.time_zone)
            translation.activate(request.user.language)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Wrong input is 422 on every page; allauth's views answer it with 200."""
        form = (response.context_data or {}).get("form")
        if response.status_code == 200 and isinstance(form, BaseForm) and form.is_bound and form.errors:
            response.status_code = 422
        return response


def who(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if isinstance(user, User) and not belongs_on(user, request):
        return AnonymousUser()
    return user  # type: ignore[return-value]  # on the public host an Operator
