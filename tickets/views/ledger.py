"""The ledger: every mail ever fetched, and what became of it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.choices import MailState
from tickets.mail.receive import receive_again
from tickets.models import IncomingMail
from tickets.tasks import receive_mail
from ui.listing import By, page_of

NEWEST = [By("received_at", descending=True), By("pk", descending=True)]
may_manage = staff_required(Permission.MANAGE_MAIL)


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/ledger/ lists them, newest first (C-34)."""
    shown = request.GET.get("state", "")
    mails = IncomingMail.objects.select_related("mailbox", "ticket")
    if shown in MailState:
        mails = mails.filter(state=shown)
    page = page_of(mails, by=NEWEST, query=request.GET)
    return render(request, "tickets/mail/ledger.html", {"page": page, "shown": shown, "states": MailState.choices})


@require_safe
@may_manage
def raw(request: StaffRequest, pk: int) -> FileResponse:
    """GET /settings/ledger/7/raw/ hands out the mail as it came, as a file for a mail program."""
    mail = get_object_or_404(IncomingMail, pk=pk)
    try:
        content = mail.raw.open("rb")
    except (FileNotFoundError, ValueError) as missing:
        raise Http404 from missing
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(content, as_attachment=True, filename=f"{mail.pk}.eml", content_type="message/rfc822", headers=headers)


@require_POST
@may_manage
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/ledger/7/ reads a failed mail once more from its kept bytes."""
    mail = get_object_or_404(IncomingMail, pk=pk)
    if receive_again(mail):
        receive_mail.delay_on_commit(mail.pk)
        messages.success(request, _("The e-mail is being read again."))
    else:
        messages.warning(request, _("This e-mail cannot be read again."))
    return redirect("ledger")
