"""Sign-in and reset as allauth does them, kept to the people of this surface."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User
from accounts.surfaces import belongs_on
from notifications import outbox


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] -- the library has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation, or by writing to us."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """The last gate for every way in, passkeys included."""
        if not user.is_active or not belongs_on(user, request):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's letters leave through the outbox like all others."""
        user = User.objects.filter(email=email.lower()).first()
        with translation.override(user.language if user else translation.get_language()):
            message = self.render_mail(template_prefix, email, context)
        outbox.queue_plain("account", to_address=email, user=user, subject=message.subject, text=str(message.body))
