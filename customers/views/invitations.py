"""Invitations to the portal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest
from customers.access import may_change
from customers.inviting import AlreadyThere, invite
from customers.models import Contact


@require_POST
@may_change
def create(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /contacts/7/invitation/ sends the contact a link to the portal, or a new one."""
    contact = get_object_or_404(Contact, pk=pk)
    try:
        invite(contact, by=request.user)
    except AlreadyThere:
        messages.error(request, _("A colleague signs in with this address; nobody can be both."))
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": contact.email})
    return redirect("contact", pk)
