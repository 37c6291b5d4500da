"""What pages show of saved views, whichever list they are of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import StaffRequest
from accounts.models import User
from lists.access import LARGEST_KEY, may_change
from lists.choices import Audience, ListKind
from lists.forms import ViewForm
from lists.models import View
from lists.opening import address_of, is_changed, view_in
from ui.addresses import written
from ui.sorting import Heading, Sort, Sorting

#: The names of the lists' addresses.
PATHS = {
    ListKind.TICKETS: "queue",
    ListKind.CONTACTS: "contacts",
    ListKind.ORGANISATIONS: "organisations",
    ListKind.ASSETS: "assets",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Views of the same people, for the panel in which they are put in order; `may_change` is whether this person may."""

    label: str
    views: Sequence[View]
    may_change: bool


def opened(request: StaffRequest, kind: ListKind) -> HttpResponse:
    """To the whole address of the view that the query names: 404 if it is of another list, or not for this person."""
    pk = min(view_in(request.GET) or 0, LARGEST_KEY)
    view = get_object_or_404(View.objects.seen_by(request.user).filter(list=kind), pk=pk)
    return redirect(path_to(view))


def path_to(view: View) -> str:
    return f"{reverse(PATHS[ListKind(view.list)])}{address_of(view)}"


def views_shown(
    view: View | None, whole: QueryDict, *, kind: ListKind, user: User, panel: str | None, form: ViewForm | None
) -> Mapping[str, Any]:
    """For a list's page. `view` is the one at hand, `link` the address that shows everybody this list.

    `panel=view` opens the form of a new view, or of the one at hand to who may change it; `panel=views` all there are.
    """
    may = view is not None and may_change(user, view)
    if form is None and panel == "view":
        form = ViewForm(by=user, kind=kind, view=view if may else None, initial={"query": written(whole)})
    return {
        "view": view,
        "view_is_changed": view is not None and is_changed(whole, view),
        "may_change_view": may,
        "view_form": form,
        "shelves": list(_shelves(user, kind)) if panel == "views" else [],
        "link": reverse(PATHS[kind]) + written(whole),
    }


def headings_of(sorting: Sorting, keys: Iterable[tuple[str, str]], query: QueryDict, *, now: Sort) -> list[Heading]:
    """Each with the address that sorts by it; what has no order has none."""
    return [sorting.heading(key, label, query, now=now) for key, label in keys]


def _shelves(user: User, kind: ListKind) -> Iterator[Shelf]:
    views = list(View.objects.seen_by(user).filter(list=kind).with_pins_of(user).select_related("team"))
    labels = {Audience.PERSONAL: _("My views"), Audience.SHARED: _("Everybody's views"), Audience.PORTAL: _("In the portal")}
    for audience in Audience:
        of_them = [view for view in views if view.audience == audience]
        for team in dict.fromkeys(view.team for view in of_them):
            here = [view for view in of_them if view.team == team]
            yield Shelf(str(team or labels[audience]), here, may_change(user, here[0]))
