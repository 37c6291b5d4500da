"""Narrows a queue: what may be asked of it, and in which order it can lie."""

from dataclasses import dataclass

import django_filters as filters
from django.forms import BoundField, CheckboxSelectMultiple
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from customers.models import Article, Asset, Contact, Contract, Organisation, Product, Project
from tickets.choices import Category as Meaning
from tickets.models import Category, Priority, Ticket
from tickets.picklists import offered
from tickets.querysets import TicketQuerySet
from ui.listing import By


@dataclass(frozen=True, slots=True)
class Sort:
    key: str
    label: str | Promise
    by: tuple[By, ...]


NEWEST_FIRST = By("pk", descending=True)
#: Activity, due and number each have an index. Priority sorts what its queue holds: a workspace has few priorities
#: and works on hundreds of open tickets, so an index would cost every change of a ticket more than it saves here.
SORTS = (
    Sort("activity", _("Last activity"), (By("last_activity_at", descending=True), NEWEST_FIRST)),
    Sort("due", _("Due"), (By("due_at", nullable=True), By("pk"))),
    Sort("priority", _("Priority"), (By("priority__level", descending=True, nullable=True), NEWEST_FIRST)),
    Sort("number", _("Newest"), (NEWEST_FIRST,)),
    Sort("oldest", _("Oldest"), (By("pk"),)),
)


def sort_named(key: str) -> Sort:
    return next((sort for sort in SORTS if sort.key == key), SORTS[0])


class TicketFilter(filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """What is not understood is left out: a link of yesterday still shows a list.

    From `requester` on they come from the links of customers' pages and have no control of their own.
    """

    q = filters.CharFilter(method="search", label=_("Search"))
    status = filters.MultipleChoiceFilter(
        field_name="status__category", choices=Meaning.choices, widget=CheckboxSelectMultiple, label=_("Status")
    )
    responsible = filters.ModelChoiceFilter(
        queryset=lambda request: User.objects.assignable(), label=_("Responsible"), empty_label=_("Anybody")
    )
    team = filters.ModelChoiceFilter(queryset=Team.objects.filter(is_active=True), label=_("Team"), empty_label=_("Any team"))
    priority = filters.ModelChoiceFilter(queryset=Priority.objects.all(), label=_("Priority"), empty_label=_("Any priority"))
    category = filters.ModelChoiceFilter(queryset=Category.objects.all(), label=_("Category"), empty_label=_("Any category"))
    requester = filters.ModelChoiceFilter(queryset=Contact.objects.all(), label=_("Requester"))
    organisation = filters.ModelChoiceFilter(queryset=Organisation.objects.all(), label=_("Organisation"))
    asset = filters.ModelChoiceFilter(field_name="assets", queryset=Asset.objects.all(), label=_("Object"))
    project = filters.ModelChoiceFilter(queryset=Project.objects.all(), label=_("Project"))
    partner = filters.ModelChoiceFilter(queryset=Organisation.objects.all(), label=_("Partner"))
    product = filters.ModelChoiceFilter(queryset=Product.objects.all(), label=_("Product"))
    contract = filters.ModelChoiceFilter(queryset=Contract.objects.all(), label=_("Service contract"))
    article = filters.ModelChoiceFilter(field_name="line_items__article", queryset=Article.objects.all(), label=_("Article"))

    class Meta:
        model = Ticket
        fields: list[str] = []

    @property
    def by_lists(self) -> list[BoundField]:
        """Controls for the picklists that have entries (T24-18)."""
        there = offered()
        return [self.form[name] for name in ("priority", "category") if there[name]]

    def search(self, tickets: TicketQuerySet, name: str, words: str) -> TicketQuerySet:
        return tickets.matching(words.strip()[:200], seen_by=self.request.user)
