"""Canned replies (Antwortvorlagen): the settings page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.arranging import shift
from tickets.actions.canning import can
from tickets.forms.canned_replies import CannedReplyForm
from tickets.models import CannedReply
from tickets.placeholders import PLACEHOLDERS, sampled

may_manage = staff_required(Permission.MANAGE_WORKSPACE)


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/canned-replies/"""
    return _page(request)


@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/canned-replies/new/"""
    return _edit(request, CannedReply())


@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/canned-replies/3/"""
    return _edit(request, get_object_or_404(CannedReply, pk=pk))


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/canned-replies/3/removal/; answers that were made of it stay as they are."""
    get_object_or_404(CannedReply, pk=pk).delete()
    messages.success(request, _("Removed."))
    return redirect("canned_replies")


@require_POST
@may_manage
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/canned-replies/3/place/ `to=up`; in this order agents are offered them."""
    reply = get_object_or_404(CannedReply, pk=pk)
    shift(reply, among=CannedReply.objects.filter(is_active=reply.is_active), up=request.POST.get("to") == "up")
    return redirect("canned_replies")


def _edit(request: StaffRequest, reply: CannedReply) -> HttpResponse:
    form = CannedReplyForm(request.POST or None, reply=reply)
    if not form.is_valid():
        return _page(request, form=form, reply=reply, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    saved = can(reply, name=said["name"], html=form.written, team=said["team"], is_active=said["is_active"])
    messages.success(request, _("Saved."))
    return redirect("canned_reply", saved.pk)


def _page(
    request: StaffRequest, *, form: CannedReplyForm | None = None, reply: CannedReply | None = None, status: int = 200
) -> HttpResponse:
    replies = list(CannedReply.objects.select_related("team").all())
    context = {
        "replies": replies,
        "groups": [[each for each in replies if each.is_active is active] for active in (True, False)],
        "form": form,
        "reply": reply,
        "placeholders": PLACEHOLDERS,
        "preview": sampled(reply.html) if reply else "",
    }
    return render(request, "tickets/settings/canned_replies.html", context, status=status)
