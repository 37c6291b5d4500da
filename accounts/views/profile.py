"""A person's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.access import CustomerRequest, signed_in
from accounts.forms.profile import ProfileForm


@signed_in
def profile(request: CustomerRequest) -> HttpResponse:
    """GET, POST /account/ shows and changes name, language and time zone; links to what keeps the account safe."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form}, status=422 if form.is_bound else 200)
    user = form.save()
    with translation.override(user.language):
        messages.success(request, _("Saved."))
    return redirect("profile")
