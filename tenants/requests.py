"""What a request carries once the workspace is chosen, for type checkers."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tenants.models import Tenant


class WorkspaceRequest(HttpRequest):
    """A request on a desk's or a portal's host."""

    tenant: Tenant
    surface: str
    csp_nonce: str
    request_id: str
    htmx: HtmxDetails
