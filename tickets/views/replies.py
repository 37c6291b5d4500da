"""Answers to the customer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.agreeing import Agreed, OthersHear
from tickets.actions.drafting import keep_files
from tickets.actions.moving import Incomplete
from tickets.actions.replying import reply
from tickets.actions.saying import TakenBack, once
from tickets.actions.withdrawing import TooLate, withdraw
from tickets.choices import Kind, Verb
from tickets.drafts import drafts_on, own
from tickets.forms.agreeing import agreed_in
from tickets.forms.properties import refusal_in_words
from tickets.forms.talking import ReplyForm
from tickets.models import Message, Ticket
from tickets.views.pages import Forms, answered, ticket_page


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/replies/ sends an answer to the customer; the same form twice sends one."""
    ticket = ticket_for(request.user, number)
    draft = own(drafts_on(ticket), of=request.user, kind=Kind.PUBLIC)
    form = ReplyForm(request.POST, request.FILES, draft=draft, ticket=ticket)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(reply=form), status=422)
    said, agreed = form.said(), agreed_in(request, by=request.user)
    try:
        with once(said["message_id"], ticket=ticket):
            _say(request, reply(ticket, by=request.user, agreed=agreed, **said), agreed=agreed)
    except Incomplete as refusal:
        form.add_error("body", refusal_in_words(refusal))
        return ticket_page(request, ticket, forms=Forms(reply=form), status=422)
    except OthersHear as refusal:
        draft = keep_files(ticket, by=request.user, kind=Kind.PUBLIC, files=said["attachments"])
        form = ReplyForm(request.POST, draft=draft, ticket=ticket)
        return ticket_page(request, ticket, forms=Forms(reply=form), problem=refusal, status=409)
    except TakenBack:
        messages.warning(request, _("You took this answer back. Its text is in the composer: send it from there."))
    return answered(request, ticket)


@require_POST
@agent_required
def withdraw_it(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/replies/7/withdrawal/ takes one's own answer back before it leaves; its text is a draft again."""
    ticket = ticket_for(request.user, number)
    message = _answer_of(ticket, pk)
    if message is not None:
        if message.author != request.user:
            raise PermissionDenied
        try:
            withdraw(message, by=request.user)
        except TooLate:
            messages.error(request, _("Too late: the e-mail to %(name)s has left already.") % {"name": ticket.requester})
            return answered(request, ticket)
    words = _("Taken back. Nothing was sent; your text is in the composer.")
    still_done = ticket_for(request.user, number).status.is_done
    messages.info(request, f"{words} {_('The ticket stays closed.')}" if still_done else words)
    return answered(request, ticket)


def _answer_of(ticket: Ticket, pk: int) -> Message | None:
    """None for one that was taken back already: twice is once."""
    message = ticket.messages.filter(pk=pk, kind=Kind.PUBLIC).select_related("author").first()
    if message is None and not ticket.events.filter(verb=Verb.WITHDRAWN, data__withdrawn=pk).exists():
        raise Http404
    return message


def _say(request: StaffRequest, message: Message, *, agreed: Agreed) -> None:
    if agreed.silent:
        messages.success(request, _("Saved. Nobody was told."))
        return
    said = _("Your answer is on its way to %(name)s.") % {"name": message.ticket.requester}
    undo = reverse("withdrawal", kwargs={"number": message.ticket_id, "pk": message.pk})
    messages.success(request, said, extra_tags=f"undo:{undo}" if message.can_be_withdrawn else "")
