"""Every mail we sent or could not send."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import settings_pages
from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from notifications import outbox
from notifications.choices import State
from notifications.models import Letter
from ui.listing import By, page_of

NEWEST = [By("created_at", descending=True), By("pk", descending=True)]
WAITING = [State.QUEUED, State.SENDING, State.HANDING_OVER]
SHOWN = {"failed": [State.FAILED], "unclear": [State.UNCLEAR], "waiting": WAITING, "sent": [State.SENT]}


@require_safe
@staff_required(Permission.MANAGE_MAIL)
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/letters/ lists them, newest first, with the reason where one failed."""
    shown = request.GET.get("state", "")
    letters = Letter.objects.defer("text", "html", "headers", "attachments")
    if shown in SHOWN:
        letters = letters.filter(state__in=SHOWN[shown])
    context = {
        "page": page_of(letters, by=NEWEST, query=request.GET),
        "shown": shown,
        "settings_nav": settings_pages.links(request.user, path=request.path),
    }
    return render(request, "notifications/letters.html", context)


@require_POST
@staff_required(Permission.MANAGE_MAIL, Permission.WORK_TICKETS)
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/letters/7/ sends a failed or unclear one again; agents may with those about tickets."""
    about_tickets = {} if request.user.may(Permission.MANAGE_MAIL) else {"topic__startswith": "ticket:"}
    letter = get_object_or_404(Letter, pk=pk, **about_tickets)
    outbox.send_again(letter)
    messages.success(request, _("The e-mail to %(to)s is on its way again.") % {"to": letter.to_address})
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else reverse("letters")
