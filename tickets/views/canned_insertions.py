"""Canned replies on a ticket: found while one types, and put into the composer (BR-18)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.canned import MOST, canned_for
from tickets.choices import Kind
from tickets.drafts import drafts_on, own
from tickets.forms.talking import NoteForm, ReplyForm
from tickets.mail.clean import html_to_text
from tickets.placeholders import filled
from tickets.views.pages import Forms, ticket_page


@require_safe
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/canned-replies/?canned=words is a handful of them, filled in for this ticket."""
    ticket = ticket_for(request.user, number)
    found = canned_for(request.user, words=request.GET.get("canned", ""))[:MOST]
    offered = [(reply, filled(reply.html, ticket=ticket, by=request.user)) for reply in found]
    return render(request, "tickets/ticket/_canned_found.html", {"offered": offered})


@require_POST
@agent_required
def insert(request: StaffRequest, number: int, kind: str) -> HttpResponse:
    """POST /tickets/42/canned-replies/public/ shows the page again, with the chosen one below what was typed.

    For browsers without script; nothing is saved or sent.
    """
    if kind not in Kind.values:
        raise Http404
    ticket = ticket_for(request.user, number)
    typed = request.POST.copy()
    chosen = request.POST.get("canned", "")
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:
        reply = get_object_or_404(canned_for(request.user), pk=int(chosen))
        words = html_to_text(filled(reply.html, ticket=ticket, by=request.user))
        typed["body"] = "\n\n".join(part for part in (typed.get("body", "").rstrip(), words) if part)
    draft = own(drafts_on(ticket), of=request.user, kind=kind)
    form = ReplyForm(typed, draft=draft, ticket=ticket) if kind == Kind.PUBLIC else NoteForm(typed, draft=draft)
    if not chosen:
        form.add_error("body", _("Choose a canned reply first."))
    return ticket_page(request, ticket, forms=Forms(reply=form) if isinstance(form, ReplyForm) else Forms(note=form))
