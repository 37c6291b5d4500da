"""What is done with an import, each a resource of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest
from imports import receiving
from imports.access import import_for, may_import
from imports.forms.mapping import MappingForm
from imports.forms.receiving import ReadingForm
from imports.models import Import
from imports.receiving import NotNow
from imports.targets import target_named
from imports.views.imports import context_of


@require_POST
@may_import
def read_again(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /imports/7/reading/: the file is written otherwise than guessed."""
    importing = import_for(request.user, pk)
    form = ReadingForm(request.POST, importing=importing)
    if not form.is_valid():
        return _page(request, importing, reading=form)
    return _done(request, importing, lambda: receiving.read_again(importing, **form.cleaned_data))


@require_POST
@may_import
def prescribe(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /imports/7/mapping/; with `check` the dry run begins at once."""
    importing = import_for(request.user, pk)
    if not importing.can_be_mapped:
        return _done(request, importing, _refuse)
    target = target_named(importing.target)
    form = MappingForm(request.POST, importing=importing, target=target, importer=target.open(request.user))
    if not form.is_valid():
        return _page(request, importing, mapping=form)

    def prescribed() -> None:
        receiving.prescribe(importing, form.recipe(), by=request.user)
        if "check" in request.POST:
            receiving.check(importing)

    return _done(request, importing, prescribed)


def _simple(verb: Callable[[Import], object]) -> Callable[..., HttpResponse]:
    """A step that needs no form."""

    @require_POST
    @may_import
    def view(request: StaffRequest, pk: int) -> HttpResponse:
        importing = import_for(request.user, pk)
        return _done(request, importing, lambda: verb(importing))

    return view  # type: ignore[return-value]  # guarded views take a plain request


check = _simple(receiving.check)
run = _simple(receiving.run)
stop = _simple(receiving.stop)
go_on = _simple(receiving.go_on)
undo = _simple(receiving.undo)


@require_POST
@may_import
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /imports/7/removal/: file and lines are forgotten; what was taken over stays."""
    importing = import_for(request.user, pk)
    try:
        receiving.remove(importing)
    except NotNow:
        return _not_now(request, importing)
    messages.success(request, _("The import is removed."))
    return redirect("imports")


def _done(request: StaffRequest, importing: Import, step: Callable[[], object]) -> HttpResponse:
    try:
        step()
    except NotNow:
        return _not_now(request, importing)
    return redirect("import", importing.pk)


def _refuse() -> None:
    raise NotNow


def _not_now(request: StaffRequest, importing: Import) -> HttpResponse:
    messages.error(request, _("That is not possible now: the import is at another step meanwhile."))
    return redirect("import", importing.pk)


def _page(request: StaffRequest, importing: Import, **forms: Any) -> HttpResponse:
    return render(request, "imports/import.html", context_of(importing, request, **forms), status=422)
