"""Projects, products, articles and contracts: plain records, each with a list, a page and a form."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest
from customers.access import may_change, may_see
from customers.forms import ArticleForm, ContractForm, ProductForm, ProjectForm
from customers.kinds import ARTICLES, CONTRACTS, PRODUCTS, PROJECTS, Kind
from ui.keys import key_in
from ui.listing import By, page_of
from ui.searching import words_of

BY_NAME = [By("name"), By("pk")]


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of record: what it is called, its form, and what there is to know besides name and number (`columns`)."""

    kind: Kind
    form: type[forms.ModelForm]  # type: ignore[type-arg]  # generic in the stubs only
    icon: str
    title: Promise | str
    new: Promise | str
    search: Promise | str
    about: Promise | str
    columns: tuple[str, ...] = ()

    @property
    def many(self) -> str:
        """Names the address of its list."""
        return self.kind.key

    @property
    def one(self) -> str:
        """Names the address of its page, and tickets' field that refers to it."""
        return str(self.kind.model._meta.model_name)

    @property
    def to_new(self) -> str:
        return f"{self.one}_new"

    @property
    def to_edit(self) -> str:
        return f"{self.one}_edit"


NOUNS = [
    Noun(
        kind=PROJECTS,
        form=ProjectForm,
        icon="briefcase",
        title=_("Projects"),
        new=_("New project"),
        search=_("Search projects"),
        about=_("Work for a customer that tickets can belong to."),
        columns=("organisation",),
    ),
    Noun(
        kind=PRODUCTS,
        form=ProductForm,
        icon="package",
        title=_("Products"),
        new=_("New product"),
        search=_("Search products"),
        about=_("What customers have of yours, so that a ticket can say what it is about."),
    ),
    Noun(
        kind=ARTICLES,
        form=ArticleForm,
        icon="wrench",
        title=_("Articles"),
        new=_("New article"),
        search=_("Search articles"),
        about=_("Spare parts and whatever else a ticket can need some of."),
        columns=("unit",),
    ),
    Noun(
        kind=CONTRACTS,
        form=ContractForm,
        icon="file-text",
        title=_("Service contracts"),
        new=_("New service contract"),
        search=_("Search service contracts"),
        about=_("What a customer has paid for, and until when."),
        columns=("organisation", "period"),
    ),
]


@require_safe
@may_see
def index(request: StaffRequest, noun: Noun) -> HttpResponse:
    """GET /projects/ lists them by name, the inactive ones too; `q` searches."""
    words = words_of(request.GET)
    page = page_of(noun.kind.matching(words), by=BY_NAME, query=request.GET)
    return render(request, "customers/records.html", {"noun": noun, "nouns": NOUNS, "page": page, "words": words})


@require_safe
@may_see
def show(request: StaffRequest, noun: Noun, pk: int) -> HttpResponse:
    """GET /projects/7/ shows the record and the tickets about it."""
    record = get_object_or_404(noun.kind.all(), pk=pk)
    return render(request, "customers/record.html", {"noun": noun, "record": record})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def new(request: StaffRequest, noun: Noun) -> HttpResponse:
    """GET, POST /projects/new/; `organisation` is whose page led here."""
    key = key_in(request.GET.get("organisation", ""))
    given = {} if key is None else {"organisation": key}
    return _form(request, noun, noun.kind.model(), given=given)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def edit(request: StaffRequest, noun: Noun, pk: int) -> HttpResponse:
    """GET, POST /projects/7/edit/"""
    return _form(request, noun, get_object_or_404(noun.kind.model, pk=pk))


def _form(request: StaffRequest, noun: Noun, record: Model, *, given: dict[str, int] | None = None) -> HttpResponse:
    title = str(record) if record.pk else noun.new
    form = noun.form(request.POST or None, instance=record, initial=given)
    if not form.is_valid():
        context = {"form": form, "title": title, "noun": noun, "record": record}
        return render(request, "customers/record_form.html", context, status=422 if form.is_bound else 200)
    record = form.save()
    messages.success(request, _("Saved."))
    return redirect(noun.one, record.pk)
