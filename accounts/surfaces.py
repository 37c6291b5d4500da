"""Which people belong on which face of a workspace."""

from django.http import HttpRequest

from accounts.choices import Kind
from accounts.models import User
from tenants.choices import Surface

KIND_ON = {Surface.DESK: Kind.STAFF, Surface.PORTAL: Kind.CUSTOMER}


def kind_on(request: HttpRequest) -> Kind | None:
    """Who signs in at this host: staff at the desk, customers at the portal, nobody on the public host."""
    return KIND_ON.get(getattr(request, "surface", Surface.PUBLIC))


def belongs_on(user: User, request: HttpRequest) -> bool:
    return user.kind == kind_on(request)
