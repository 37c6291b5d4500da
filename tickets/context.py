"""The rail of the desk: where one can go, and how much waits there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import settings_pages
from accounts.choices import Permission
from accounts.models import Team, User
from lists.choices import Audience
from lists.models import View
from tenants.choices import Surface
from tenants.compiled import Compiled
from tickets.at_once import AtOnce
from tickets.choices import OPEN_CATEGORIES
from tickets.counting import conditions_of, due, in_words, known_counts, remember, waiting, waiting_in
from tickets.filters import Grammar
from tickets.models import Mailbox, Status
from tickets.queues import CLOSED, COUNTED, Queue, queue_of
from tickets.vocabulary import joined, pinned

CUSTOMERS = [("contacts", "users-round"), ("organisations", "building-2"), ("assets", "box"), ("projects", "layers")]
#: One entry for what changes rarely; its pages have tabs.
MASTER_DATA = ("projects", "products", "articles", "contracts")


@dataclass(frozen=True, slots=True)
class Link:
    """`view` is the key of the view that it leads to."""

    label: str
    url: str
    icon: str
    group: str = ""
    count: str | None = None
    is_current: bool = False
    view: int | None = None


class Rail(list[Link]):
    """The links; and how many open tickets lie in each queue, by its key, where they were counted."""

    amounts: Mapping[str, int] = {}


def rail(request: HttpRequest) -> dict[str, Any]:
    """`rail` for layouts, worked out only where a page draws it."""
    user = getattr(request, "user", None)
    if getattr(request, "surface", None) != Surface.DESK or user is None or not user.is_authenticated:
        return {}
    return {"rail": SimpleLazyObject(lambda: links_for(request, user))}


def links_for(request: HttpRequest, user: User, grammar: Grammar | None = None) -> Rail:
    """Views are counted where the `grammar` is known, in lists that is; elsewhere their last counts are shown."""
    links = Rail()
    if user.may(Permission.WORK_TICKETS):
        teams, views, statuses = _within_reach(user, grammar)
        links.amounts, counted = _counted(user, [queue_of(team) for team in teams], views, statuses, grammar)
        links += _queues(request, teams, links.amounts)
        links += _views(request, views, counted)
        links += _customers(request)
    elif user.may(Permission.MANAGE_CUSTOMERS):
        links += _customers(request)
    links += _elsewhere(request, user)
    return links


def _elsewhere(request: HttpRequest, user: User) -> Iterator[Link]:
    yield from _trouble(user)
    if settings_pages.links(user):
        yield Link(_("Settings"), "/settings/", "settings", _("Workspace"), is_current=request.path.startswith("/settings/"))


def _trouble(user: User) -> Iterator[Link]:
    """Whoever can mend it hears on every page that a mailbox cannot be read."""
    if user.may(Permission.MANAGE_MAIL) and OUT_OF_REACH():
        yield Link(_("Mailbox out of reach"), reverse("mailboxes"), "triangle-alert", _("Workspace"), count="!")


OUT_OF_REACH = Compiled(lambda: Mailbox.objects.filter(is_active=True).exclude(last_error="").order_by().values_list("pk")[:1])


def _within_reach(user: User, grammar: Grammar | None) -> tuple[Sequence[Team], Sequence[View], list[int]]:
    """Teams and views of somebody, and which statuses are open ones; lists know all that."""
    if grammar:
        return grammar.words.joined, grammar.words.pinned, grammar.words.open_statuses
    found = REACH(user=user.pk)
    return found["teams"], found["views"], [status.pk for status in found["statuses"]]


def _counted(
    user: User, teams: Sequence[Queue], views: Sequence[View], statuses: Sequence[int], grammar: Grammar | None
) -> tuple[dict[str, int], dict[int, int]]:
    """How much waits in each queue, and in each view as far as that is known; one query."""
    known = known_counts(user, views)
    stale = due(views, known) if grammar else []
    if stale and grammar:
        conditions: dict[str, Q] = {queue.key: queue.holds(user) for queue in (*COUNTED, *teams)}
        amounts = waiting(user, conditions | conditions_of(stale, grammar), statuses=statuses)
    else:
        amounts = waiting_in(user, teams, statuses=statuses)
    return amounts, remember(user, stale, amounts, known)


def _queues(request: HttpRequest, teams: Sequence[Team], amounts: Mapping[str, int]) -> Iterator[Link]:
    for queue in (*COUNTED, CLOSED):
        yield _queue_link(request, queue, amounts)
    for team in teams:
        yield _queue_link(request, queue_of(team), amounts, group=_("Teams"))


def _queue_link(request: HttpRequest, queue: Queue, amounts: Mapping[str, int], *, group: str = "") -> Link:
    here = reverse("queue")
    is_here = request.path == here and "view" not in request.GET
    current = is_here and request.GET.get("queue", "open") == queue.key
    url = f"{here}?queue={queue.key}"
    return Link(str(queue.label), url, queue.icon, group, in_words(amounts.get(queue.key)), is_current=current)


def _views(request: HttpRequest, views: Sequence[View], counted: Mapping[int, int]) -> Iterator[Link]:
    """One's own first, then those of teams, then everybody's."""
    order = [Audience.PERSONAL, Audience.TEAM, Audience.SHARED]
    here = request.GET.get("view", "") if request.path == reverse("queue") else ""
    for view in sorted(views, key=lambda view: order.index(Audience(view.audience))):
        group = _("My views") if view.audience == Audience.PERSONAL else _("Views")
        count = in_words(counted.get(view.pk)) if view.is_counted else None
        yield Link(view.name, view.get_absolute_url(), view.icon, group, count, here == str(view.pk), view.pk)


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


REACH = AtOnce(lambda: {"teams": joined(), "views": pinned(), "statuses": Status.objects.filter(category__in=OPEN_CATEGORIES)})
