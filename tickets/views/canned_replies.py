"""Canned replies (Antwortvorlagen): the settings page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
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
    context = {
        "replies": CannedReply.objects.select_related("team").order_by("-is_active", "position", "name"),
        "form": form,
        "reply": reply,
        "placeholders": PLACEHOLDERS,
        "preview": sampled(reply.html) if reply else "",
    }
    return render(request, "tickets/settings/canned_replies.html", context, status=status)
