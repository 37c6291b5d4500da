"""Imports: a file is brought, and looked at until it is done."""

from typing import Any

from django.core.files.base import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest
from imports.access import import_for, may_import
from imports.choices import Outcome, Stage
from imports.forms.mapping import MappingForm, ReportForm
from imports.forms.receiving import ReadingForm, UploadForm
from imports.models import Import, Line
from imports.previewing import preview
from imports.receiving import TooMany, receive
from imports.recipes import Recipe
from imports.targets import target_named, targets_of
from imports.wording import told
from ui.listing import By, page_of

BY_NUMBER = [By("number")]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may_import
def index(request: StaffRequest) -> HttpResponse:
    """GET, POST /imports/: somebody's own, and a form to bring a file; `target` says what is in it."""
    targets = targets_of(request.user)
    given = {"target": request.GET.get("target", "")}
    form = UploadForm(request.POST or None, request.FILES or None, targets=targets, initial=given)
    if form.is_valid() and (importing := _received(form, request)):
        return redirect("import", importing.pk)
    context = {"form": form, "imports": Import.objects.of(request.user).kept()[:50], "targets": targets}
    return render(request, "imports/index.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
@may_import
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /imports/7/: what is to be done next, or how far it is; `outcome` says which lines are shown."""
    importing = import_for(request.user, pk)
    page = "imports/_import.html" if request.htmx else "imports/import.html"
    return render(request, page, context_of(importing, request))


def context_of(importing: Import, request: StaffRequest, **forms: Any) -> dict[str, Any]:
    """Only what the stage needs: while somebody is at it, nothing but how far it is."""
    target = target_named(importing.target)
    context: dict[str, Any] = {"importing": importing, "target": target, "outcomes": _outcomes(importing)}
    context["report_form"] = ReportForm()
    if importing.can_be_mapped:
        importer = target.open(request.user)
        mapping = MappingForm(importing=importing, target=target, importer=importer)
        context |= {"mapping": mapping, "preview": preview(importing, importer, Recipe.read(importing.recipe))}
    if importing.can_be_mapped or (importing.has_failed and importing.stage == Stage.READING):
        context["reading"] = ReadingForm(importing=importing)
    if importing.stage != Stage.READING and not importing.is_under_way:
        context["lines"] = _lines(importing, request)
    return context | forms


def _received(form: UploadForm, request: StaffRequest) -> Import | None:
    file: File[bytes] = form.cleaned_data["file"]
    try:
        return receive(file, target=form.cleaned_data["target"], by=request.user)
    except TooMany:
        form.add_error(None, _("You have several imports under way. Please wait until one of them is done."))
        return None


def _outcomes(importing: Import) -> list[tuple[str, str, int]]:
    """Key, label and count of each outcome of the present stage."""
    return [(outcome.value, str(outcome.label), importing.counts[outcome]) for outcome in Outcome]


def _lines(importing: Import, request: StaffRequest) -> Any:
    rows = Line.objects.filter(importing=importing, run=importing.run)
    wanted = request.GET.get("outcome", "")
    page = page_of(rows.filter(outcome=wanted) if wanted in Outcome.values else rows, by=BY_NUMBER, query=request.GET)
    return {"page": page, "outcome": wanted, "rows": [told(line, importing.header) for line in page.rows]}
