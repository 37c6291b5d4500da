"""Customers correct what they wrote, until somebody here has read it or 15 minutes are over (BL-18, C-14)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import CustomerRequest
from portal.access import tickets_door
from portal.forms import AnswerForm, CorrectionForm
from portal.views.tickets import ticket_page
from tickets.access import ticket_for
from tickets.actions.attaching import clean_name
from tickets.actions.editing import NotYours, Overtaken, TooLate, edit
from tickets.mail.clean import text_to_html
from tickets.models import Message, Ticket
from tickets.revisions import is_own, settled


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@tickets_door
def update(request: CustomerRequest, number: int, pk: int) -> HttpResponse:
    """GET, POST /tickets/42/messages/7/; 404 for anybody else's words, 409 when it is too late or another tab was quicker.

    The same form twice changes it once. What was typed too late stands in the composer, to be sent as an answer.
    """
    ticket, message = _own_message(request, number, pk)
    if (why := settled(message, ticket)) and request.method != "POST":
        messages.warning(request, why.label)
        return redirect(_place(message))
    form = CorrectionForm(request.POST or None, request.FILES or None, message=message)
    if why is None and not form.is_valid():
        return _page(request, message, form, status=422 if form.is_bound else 200)
    try:
        _save(request, message, form)
    except NotYours as theirs:
        raise Http404 from theirs
    except TooLate as late:
        messages.warning(request, late.why.label)
        return ticket_page(request, ticket_for(request.user, number), form=_as_answer(request), status=409)
    except Overtaken:
        if not _is_done_already(message, form):
            return _both(request, form, status=409)
    messages.success(request, _("Your message is changed."))
    return redirect(_place(message))


def _own_message(request: CustomerRequest, number: int, pk: int) -> tuple[Ticket, Message]:
    ticket = ticket_for(request.user, number)
    seen = ticket.messages.seen_by(request.user).select_related("contact", "ticket")
    message = get_object_or_404(seen, pk=min(pk, 2**63 - 1))
    if not is_own(request.user, message):
        raise Http404
    return ticket, message


def _save(request: CustomerRequest, message: Message, form: CorrectionForm) -> None:
    """Nothing to change is no change."""
    if why := settled(message, message.ticket):
        raise TooLate(why)
    said = form.cleaned_data
    if form.changes_anything:
        html, files = text_to_html(said["body"]), said["attachments"]
        edit(message, by=request.user, html=html, seen=said["seen"], removed=form.removed_ones, added=files)


def _is_done_already(message: Message, form: CorrectionForm) -> bool:
    """The same form was sent twice: the last change is what it says."""
    current = Message.objects.get(pk=message.pk)
    last, names = current.versions.last(), [clean_name(upload.name) for upload in form.cleaned_data["attachments"]]
    return last is not None and last.added == names and current.text.split() == form.cleaned_data["body"].split()


def _both(request: CustomerRequest, form: CorrectionForm, *, status: int) -> HttpResponse:
    """What it says now, and what was typed: saved once more, the latter holds."""
    current = Message.objects.select_related("contact", "ticket").get(pk=form.message.pk)
    fresh = CorrectionForm({**request.POST.dict(), "seen": str(current.versions.count())}, message=current)
    said = _("It was changed meanwhile, perhaps by you in another window. It says now: “%(text)s”") % {
        "text": current.text[:2000]
    }
    fresh.add_error(None, said)
    if request.FILES:
        fresh.add_error("attachments", _("Your text is still here; please choose the files again."))
    return _page(request, current, fresh, status=status)


def _as_answer(request: CustomerRequest) -> AnswerForm:
    return AnswerForm(initial={"body": request.POST.get("body", "")})


def _page(request: CustomerRequest, message: Message, form: CorrectionForm, *, status: int) -> HttpResponse:
    context = {"ticket": message.ticket, "message": message, "form": form}
    return render(request, "portal/correction.html", context, status=status)


def _place(message: Message) -> str:
    return reverse("portal_ticket", args=[message.ticket_id]) + f"#message-{message.pk}"
