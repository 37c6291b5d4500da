"""Where an invitation's link leads."""

from allauth.account.utils import perform_login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import inviting
from accounts.models import Invitation
from accounts.surfaces import kind_on


@sensitive_post_parameters()
@never_cache
def show(request: HttpRequest, token: str) -> HttpResponse:
    """GET, POST /invitations/…/ asks for the first password and lets in; a dead link says what to do (410)."""
    try:
        invitation = inviting.find(token, kind=kind_on(request))
        with translation.override(invitation.user.language):
            return _welcome(request, invitation, token=token)
    except inviting.NoSuchInvitation:
        return render(request, "accounts/invitation_gone.html", status=410)


def _welcome(request: HttpRequest, invitation: Invitation, *, token: str) -> HttpResponse:
    form = SetPasswordForm(invitation.user, request.POST or None)
    if not form.is_valid():
        context = {"form": form, "invitation": invitation}
        return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
    user = inviting.accept(token, password=form.cleaned_data["new_password1"], kind=kind_on(request))
    answer: HttpResponse = perform_login(request, user)
    return answer
