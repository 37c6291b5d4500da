"""Contacts, organisations and objects: their lists."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest
from customers.access import may_see
from lists.choosing import choose
from lists.forms import ViewForm
from lists.opening import PANEL, is_bare
from tickets.directory.columns import Directory
from tickets.directory.counting import counted
from tickets.directory.listing import Entries, entries_of
from tickets.directory.tabling import table_of
from tickets.views.streaming import streamed
from tickets.views.viewing import headings_of, opened, views_shown
from ui.addresses import address, kept


@require_safe
@may_see
def index(request: StaffRequest, directory: Directory) -> HttpResponse:
    """GET /contacts/ lists them by name; `q` searches, any facet filters, any header sorts, `?view=12` goes where it leads."""
    if is_bare(request.GET):
        return opened(request, directory.list)
    return page(request, directory)


def page(
    request: StaffRequest,
    directory: Directory,
    *,
    query: QueryDict | None = None,
    view_form: ViewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    entries = entries_of(directory, request.GET if query is None else query, user=request.user)
    return render(request, directory.template, _shown(entries, request.user, view_form=view_form), status=status)


@require_POST
@may_see
def columns(request: StaffRequest, directory: Directory) -> HttpResponse:
    """POST /contacts/columns/ is kept for this person; `usual` forgets it. `back` is the address of the list."""
    wanted = set(request.POST.getlist("columns"))
    known = [column.key for column in directory.columns if column.key in wanted]
    choose(request.user, directory.list, columns=None if "usual" in request.POST else known)
    back = QueryDict(request.POST.get("back", "").removeprefix("?"))
    return redirect(reverse(directory.list) + address(back, {}, but=[PANEL, "columns"]))


@require_safe
@may_see
@never_cache
def csv(request: StaffRequest, directory: Directory) -> HttpResponseBase:
    """GET /contacts/list.csv is the list of the same address; `columns=all` with every column."""
    entries = entries_of(directory, request.GET, user=request.user)
    return streamed(table_of(entries), name=str(directory.list))


def _shown(entries: Entries, user: Any, *, view_form: ViewForm | None) -> dict[str, Any]:
    query, page, directory = entries.query, entries.page(), entries.grammar.directory
    panel, amounts = query.get(PANEL), entries.amounts(page.rows)
    headed = [(column.key, str(column.label)) for column in entries.columns]
    return {
        "listing": entries,
        "page": page,
        "lines": [(row, [column.words(row, amounts) for column in entries.columns]) for row in page.rows],
        "words": entries.words,
        "partners": query.getlist("partners") == ["1"],
        "columns": entries.columns,
        "headings": headings_of(entries.sorting, headed, query, now=entries.sort),
        "possible": entries.grammar.possible if panel == "columns" else [],
        "chips": list(entries.asked.chips()),
        "editor": entries.asked.editor(),
        "groups": list(entries.offered()),
        "kept_by_search": kept(query, but={"q", PANEL}),
        "here": address(query, {}, but=[PANEL]),
        "views": counted(entries.grammar),
        **views_shown(entries.view, entries.whole(), kind=directory.list, user=user, panel=panel, form=view_form),
    }
