"""What is being written on a ticket."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.drafting import keep_picture, save_draft, take_over
from tickets.choices import Kind
from tickets.drafts import drafts_on, others
from tickets.forms.uploads import UploadsField
from tickets.forms.writing import DraftForm
from tickets.links import attachment_path
from tickets.models import Ticket
from tickets.views.attachments import SHOWN
from tickets.views.pages import answered


@require_safe
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/drafts/ is what colleagues are writing, as a part of the ticket's page."""
    ticket = ticket_for(request.user, number)
    return render(
        request, "tickets/ticket/_drafts.html", {"ticket": ticket, "drafts": others(drafts_on(ticket), of=request.user)}
    )


@require_POST
@agent_required
def save(request: StaffRequest, number: int, kind: str) -> HttpResponse:
    """POST /tickets/42/drafts/public/ keeps what is in the composer; 204. Too long to be sent is too long to be kept."""
    ticket = _ticket(request, number, kind)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    save_draft(ticket, by=request.user, kind=kind, html=form.written)
    return HttpResponse(status=204)


@require_POST
@agent_required
def take(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/drafts/7/copy/ puts a colleague's text into one's own composer."""
    ticket = ticket_for(request.user, number)
    draft = get_object_or_404(ticket.drafts.select_related("author"), pk=pk)
    take_over(draft, by=request.user)
    messages.success(request, _("The text of %(name)s is in your composer.") % {"name": draft.author})
    return answered(request, ticket)


@require_POST
@agent_required
def add_picture(request: StaffRequest, number: int, kind: str) -> HttpResponse:
    """POST /tickets/42/drafts/public/pictures/ keeps a picture pasted into the editor; answers with its address as JSON."""
    ticket = _ticket(request, number, kind)
    try:
        [picture] = UploadsField().clean(request.FILES.getlist("picture"))
    except (ValidationError, ValueError):
        return HttpResponse(_("Choose one picture."), status=422)
    kept = keep_picture(ticket, by=request.user, kind=kind, picture=picture)
    if kept.content_type not in SHOWN:
        kept.delete()
        return HttpResponse(_("This is not a picture that browsers show."), status=422)
    return JsonResponse({"url": attachment_path(kept.pk)})


def _ticket(request: StaffRequest, number: int, kind: str) -> Ticket:
    if kind not in Kind.values:
        raise Http404
    return ticket_for(request.user, number)
