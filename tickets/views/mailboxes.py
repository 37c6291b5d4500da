"""Where mails come in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.forms.mailboxes import MailboxForm
from tickets.mail.fetch import check
from tickets.models import Mailbox

may_manage = staff_required(Permission.MANAGE_MAIL)


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/mailboxes/"""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/mailboxes/new/"""
    return _edit(request, Mailbox())


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/mailboxes/3/"""
    return _edit(request, get_object_or_404(Mailbox, pk=pk))


@require_POST
@may_manage
def try_out(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/mailboxes/3/check/ signs in there, and shows what the server says (B-16)."""
    return _checked(get_object_or_404(Mailbox, pk=pk), request)


def _edit(request: StaffRequest, mailbox: Mailbox) -> HttpResponse:
    form = MailboxForm(request.POST or None, instance=mailbox)
    if not form.is_valid():
        return _page(request, form=form, status=422 if form.is_bound else 200)
    messages.success(request, _("Saved."))
    return _checked(form.save(), request)


def _checked(mailbox: Mailbox, request: StaffRequest) -> HttpResponse:
    """The page of the mailbox, which says itself what is wrong."""
    unread = check(mailbox)
    if unread is not None:
        messages.success(request, _("The connection works; unread e-mails: %(count)s.") % {"count": unread})
    return redirect("mailbox", mailbox.pk)


def _page(request: StaffRequest, *, form: MailboxForm | None = None, status: int = 200) -> HttpResponse:
    mailboxes = Mailbox.objects.select_related("division").order_by("-is_active", "name", "pk")
    context = {"mailboxes": mailboxes, "form": form, "mailbox": form.instance if form else None}
    return render(request, "tickets/mail/mailboxes.html", context, status=status)
