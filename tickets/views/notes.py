"""Internal notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.agreeing import Agreed
from tickets.actions.noting import note
from tickets.actions.saying import once
from tickets.choices import Kind
from tickets.drafts import drafts_on, own
from tickets.forms.agreeing import agreed_in
from tickets.forms.talking import NoteForm
from tickets.views.pages import Forms, answered, ticket_page


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/notes/ writes a note that only staff can read; the same form twice writes one."""
    ticket = ticket_for(request.user, number)
    draft = own(drafts_on(ticket), of=request.user, kind=Kind.INTERNAL)
    form = NoteForm(request.POST, request.FILES, draft=draft)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(note=form), status=422)
    said = form.said()
    agreed = agreed_in(request, by=request.user)
    with once(said["message_id"], ticket=ticket):
        note(ticket, by=request.user, agreed=Agreed(silent=agreed.silent), **said)
    messages.success(request, _("Note saved. Nobody was told.") if agreed.silent else _("Note saved."))
    return answered(request, ticket)
