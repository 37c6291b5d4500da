"""The rail of the desk: where one can go, and how much waits there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import settings_pages
from accounts.choices import Permission
from accounts.models import User
from tenants.choices import Surface
from tickets.models import Mailbox
from tickets.queues import CLOSED, COUNTED, ENOUGH, Queue, counts, teams_of

CUSTOMERS = [("contacts", "users-round"), ("organisations", "building-2"), ("assets", "box"), ("projects", "layers")]
#: One entry for what changes rarely; its pages have tabs.
MASTER_DATA = ("projects", "products", "articles", "contracts")


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str
    group: str = ""
    count: str | None = None
    is_current: bool = False


def rail(request: HttpRequest) -> dict[str, Any]:
    """`rail` for layouts, worked out only where a page draws it."""
    user = getattr(request, "user", None)
    if getattr(request, "surface", None) != Surface.DESK or user is None or not user.is_authenticated:
        return {}
    return {"rail": SimpleLazyObject(lambda: list(_links(request, user)))}


def _links(request: HttpRequest, user: User) -> Iterator[Link]:
    if user.may(Permission.WORK_TICKETS):
        yield from _queues(request, user)
        yield from _customers(request)
    elif user.may(Permission.MANAGE_CUSTOMERS):
        yield from _customers(request)
    yield from _trouble(user)
    if settings_pages.links(user):
        yield Link(_("Settings"), "/settings/", "settings", _("Workspace"), is_current=request.path.startswith("/settings/"))


def _trouble(user: User) -> Iterator[Link]:
    """Whoever can mend it hears on every page that a mailbox cannot be read."""
    if user.may(Permission.MANAGE_MAIL) and Mailbox.objects.filter(is_active=True).exclude(last_error="").exists():
        yield Link(_("Mailbox out of reach"), reverse("mailboxes"), "triangle-alert", _("Workspace"), count="!")


def _queues(request: HttpRequest, user: User) -> Iterator[Link]:
    waiting = counts(user)
    for queue in COUNTED:
        yield _queue_link(request, queue, waiting[queue.key])
    yield _queue_link(request, CLOSED, None)
    for queue, amount in teams_of(user):
        yield _queue_link(request, queue, amount, group=_("Teams"))


def _queue_link(request: HttpRequest, queue: Queue, amount: int | None, *, group: str = "") -> Link:
    here = reverse("queue")
    current = request.path == here and request.GET.get("queue", "open") == queue.key
    return Link(str(queue.label), f"{here}?queue={queue.key}", queue.icon, group, _shown(amount), is_current=current)


def _shown(amount: int | None) -> str | None:
    """Nothing to do is not worth a number."""
    if not amount:
        return None
    return f"{ENOUGH - 1}+" if amount >= ENOUGH else str(amount)


def _customers(request: HttpRequest) -> Iterator[Link]:
    labels = {
        "contacts": _("Contacts"),
        "organisations": _("Organisations"),
        "assets": _("Objects"),
        "projects": _("Master data"),
    }
    for name, icon in CUSTOMERS:
        covered = MASTER_DATA if name in MASTER_DATA else (name,)
        is_current = any(request.path.startswith(reverse(each)) for each in covered)
        yield Link(labels[name], reverse(name), icon, _("Customers"), is_current=is_current)
