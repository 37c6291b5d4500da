"""Sign-in and reset as allauth does them, kept to the people of this surface."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from accounts import inviting, notices
from accounts.models import User
from accounts.surfaces import belongs_on
from notifications import outbox


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation, or by writing to us."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """The last gate for every way in, passkeys included."""
        if not user.is_active or not belongs_on(user, request):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Whoever is turned away learns no more than with a wrong password."""
        clear_login(request)
        messages.error(request, self.error_messages["email_password_mismatch"])
        return redirect("account_login")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """To whoever belongs here; who never had a password gets a new invitation, everybody else nothing."""
        if not belongs_on(user, self.request):
            return
        if user.has_usable_password():
            notices.reset_asked(user, link=context["password_reset_url"])
        else:
            inviting.invite_again(user, by=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's other letters (a password or a second factor was changed) leave through the outbox like all."""
        user = User.objects.filter(email=email.lower()).first()
        context = {"request": self.request, "email": email, "current_site": self.request.tenant, **context}
        with translation.override(user.language if user else translation.get_language()):
            message = self.render_mail(template_prefix, email, context)
        outbox.queue_plain("account", to_address=email, user=user, subject=message.subject, text=str(message.body))

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")
