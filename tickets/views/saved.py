"""Saved views of every list: named, shared, put in order, taken away."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from accounts.models import User
from lists.access import may_change, view_for
from lists.choices import Audience, ListKind
from lists.forms import LONGEST_ADDRESS, ViewForm
from lists.models import View
from lists.opening import bare, view_in
from lists.pinning import pin
from lists.saving import TooMany, change_view, keep_query, remove, save_view, shift
from tickets.directory import DIRECTORIES, Directory
from tickets.facets.portal import not_for_customers
from tickets.views import queue
from tickets.views.directory import page as directory_page
from tickets.views.viewing import PATHS, path_to
from ui.addresses import written


def _listed(directory: Directory, request: StaffRequest, **more: Any) -> HttpResponse:
    return directory_page(request, directory, **more)


at_lists = staff_required(Permission.WORK_TICKETS, Permission.MANAGE_CUSTOMERS)
#: Whose lists show a form that was not understood.
PAGES: dict[str, Callable[..., HttpResponse]] = {
    ListKind.TICKETS: queue.page,
    **{kind: partial(_listed, DIRECTORIES[kind]) for kind in DIRECTORIES},
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_lists
def index(request: StaffRequest, kind: str) -> HttpResponse:
    """POST /views/tickets/ saves the `query` of a list under a name; GET goes to the list, with the address that stands there."""
    kind = _kind(request, kind)
    if request.method != "POST":
        return redirect(reverse(PATHS[kind]) + _behind(request))
    form = ViewForm(request.POST, by=request.user, kind=kind)
    query = bare(QueryDict(request.POST.get("query", "").removeprefix("?")))
    if _is_whole(form, query, request.user):
        try:
            view = save_view(kind, query.urlencode(safe=","), by=request.user, **form.said())
        except TooMany:
            form.add_error(None, _("There are as many views as there may be; please remove some first."))
        else:
            messages.success(request, _("Saved."))
            return redirect(path_to(view))
    return PAGES[kind](request, query=query, view_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@at_lists
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /views/12/ goes to its list; POST gives it another name or icon, or shares it with others."""
    view = _view(request, pk)
    if request.method != "POST":
        return redirect(reverse(PATHS[ListKind(view.list)]) + _behind(request) if request.GET else path_to(view))
    form, query = ViewForm(request.POST, by=request.user, kind=_mine(request, view), view=view), QueryDict(view.query)
    if _is_whole(form, query, request.user):
        try:
            change_view(view, by=request.user, **form.said())
        except TooMany:
            form.add_error(None, _("There are as many views as there may be; please remove some first."))
        else:
            messages.success(request, _("Saved."))
            return redirect(path_to(view))
    return PAGES[ListKind(view.list)](request, query=query, view_form=form, status=422)


@require_POST
@at_lists
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /views/12/query/: from now on it shows what the list at hand (`query`) shows."""
    view, query = _view(request, pk), bare(QueryDict(request.POST.get("query", "").removeprefix("?")))
    _mine(request, view)
    complaint = _complaint(query, request.user) if view.audience == Audience.PORTAL else ""
    if complaint or len(query.urlencode()) > LONGEST_ADDRESS:
        messages.error(request, complaint or _("The address of this list is too long to be saved."))
        return redirect(path_to(view))
    keep_query(view, query.urlencode(safe=","))
    messages.success(request, _("Saved."))
    return redirect(path_to(view_for(request.user, pk)))


@require_POST
@at_lists
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /views/12/place/ `to=up` or `down`, among those of the same people."""
    view = _view(request, pk)
    _mine(request, view)
    shift(view, up=request.POST.get("to") == "up")
    return _back(request, view)


@require_POST
@at_lists
def pin_it(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /views/12/pin/ `on=1` puts it into this person's rail, `on=0` takes it off."""
    view = _view(request, pk)
    pin(view, by=request.user, is_pinned=request.POST.get("on") == "1")
    return _back(request, view)


@require_POST
@at_lists
def remove_it(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /views/12/removal/ takes it away for everybody; the list at hand (`back`) stays what it is."""
    view = _view(request, pk)
    _mine(request, view)
    remove(view)
    messages.success(request, _("Removed."))
    return _back(request, view, gone=True)


def _is_whole(form: ViewForm, query: QueryDict, user: User) -> bool:
    """Whether a view can be made of it."""
    if form.is_valid() and form.cleaned_data["audience"] == Audience.PORTAL and (complaint := _complaint(query, user)):
        form.add_error("audience", complaint)
    return form.is_valid()


def _complaint(query: QueryDict, user: User) -> str:
    """Why customers cannot have this view; nothing if they can."""
    hidden = not_for_customers(query, user)
    return _("Customers cannot ask by this: %(names)s.") % {"names": ", ".join(hidden)} if hidden else ""


def _view(request: StaffRequest, pk: int) -> View:
    """To whoever may not see the list, none of its views exists."""
    view = view_for(request.user, pk)
    _kind(request, view.list)
    return view


def _kind(request: StaffRequest, kind: str) -> ListKind:
    if kind not in PAGES or (kind == ListKind.TICKETS and not request.user.may(Permission.WORK_TICKETS)):
        raise Http404
    return ListKind(kind)


def _mine(request: StaffRequest, view: View) -> ListKind:
    if not may_change(request.user, view):
        raise PermissionDenied
    return ListKind(view.list)


def _behind(request: StaffRequest) -> str:
    return written(request.GET) if request.GET else ""


def _back(request: StaffRequest, view: View, *, gone: bool = False) -> HttpResponse:
    """To the list as it was, else to the view; of one that is gone nothing is said any more."""
    back = QueryDict(request.POST.get("back", "").removeprefix("?"), mutable=True)
    if gone and view_in(back) == view.pk:
        back.pop("view")
    if not back:
        return redirect(reverse(PATHS[ListKind(view.list)]) if gone else path_to(view))
    return redirect(reverse(PATHS[ListKind(view.list)]) + written(back))
