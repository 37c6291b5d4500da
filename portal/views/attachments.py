"""Files of a customer's own tickets."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.access import CustomerRequest
from portal.access import portal_door
from tickets.access import attachment_for
from tickets.views.attachments import serve


@require_safe
@portal_door
def show(request: CustomerRequest, pk: int) -> HttpResponseBase:
    """GET /attachments/7/; files of internal notes do not exist here (RB-15)."""
    return serve(attachment_for(request.user, pk))
