"""What is set about a ticket."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required, workers
from tickets.access import ticket_for
from tickets.actions.agreeing import OthersHear
from tickets.actions.changing import change
from tickets.actions.moving import Incomplete, NotAllowed
from tickets.actions.outdating import Outdated
from tickets.forms.agreeing import agreed_in
from tickets.forms.meanwhile import over
from tickets.forms.properties import PropertiesForm
from tickets.views.pages import Forms, answered, ticket_page
from tickets.views.undoings import undo_tag_of_save


@require_POST
@agent_required
def update(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/properties/ saves them; 409 shows what somebody else set meanwhile beside what was chosen here."""
    ticket = ticket_for(request.user, number)
    form = PropertiesForm(request.POST, ticket=ticket, people=workers())
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(properties=form), status=422)
    agreed = agreed_in(request, by=request.user)
    try:
        change(ticket, by=request.user, version=form.cleaned_data["version"], agreed=agreed, **form.changes())
    except OthersHear as refusal:
        return ticket_page(request, ticket, forms=Forms(properties=form), problem=refusal, status=409)
    except (NotAllowed, Incomplete) as refusal:
        form.refuse(refusal)
        return ticket_page(request, ticket, forms=Forms(properties=form), status=422)
    except Outdated as refusal:
        current = ticket_for(request.user, number)
        filled = over(form, refusal, now=PropertiesForm(ticket=current, people=workers()))
        return ticket_page(request, current, forms=Forms(properties=filled), problem=refusal, status=409)
    messages.success(request, _("Saved."), extra_tags=undo_tag_of_save(ticket, by=request.user))
    return answered(request, ticket)
