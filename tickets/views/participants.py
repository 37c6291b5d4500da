"""Who else is told of a ticket."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from accounts.choices import Permission
from tickets.access import LARGEST_NUMBER, ticket_for
from tickets.actions.inviting import dismiss, invite
from tickets.choices import Told
from tickets.forms.agreeing import agreed_in
from tickets.forms.inviting import InviteForm
from tickets.models import Participant


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/participants/ (BR-12)"""
    ticket = ticket_for(request.user, number)
    form = InviteForm(request.POST or None)
    if not form.is_valid():
        may_be_silent = request.user.may(Permission.TELL_NOBODY)
        context = {"ticket": ticket, "form": form, "may_be_silent": may_be_silent, "ticked": request.POST.get("silent")}
        return render(request, "tickets/records/participants.html", context, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    agreed = agreed_in(request, by=request.user)
    new = invite(ticket, by=request.user, addresses=said["addresses"], level=Told(said["level"]), agreed=agreed)
    told = ngettext("%(count)s person is told as well.", "%(count)s people are told as well.", len(new)) % {"count": len(new)}
    messages.success(request, told if new else _("They are all told already."))
    return redirect(ticket)


@require_POST
@agent_required
def remove(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/participants/7/removal/"""
    ticket = ticket_for(request.user, number)
    people = Participant.objects.filter(ticket=ticket).select_related("contact", "ticket")
    person = get_object_or_404(people, pk=min(pk, LARGEST_NUMBER))
    dismiss(person, by=request.user)
    messages.success(request, _("%(email)s is no longer told.") % {"email": person.email})
    return redirect(ticket)
