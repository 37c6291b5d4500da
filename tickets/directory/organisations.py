"""The companies we serve, as a list."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from customers.kinds import ORGANISATIONS as KIND
from customers.models import Organisation
from lists.choices import ListKind
from tickets.directory.columns import Column, Directory, about, by_name, by_text, created, field, open_tickets
from tickets.directory.facets import containing, since, whether, with_open_tickets
from ui.facets import Facet
from ui.orders import By
from ui.sorting import Order


def shown(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return rows.annotate(people=Count("contacts"))


def facets(statuses: Sequence[int]) -> list[Facet]:
    return [
        containing(Organisation, "name"),
        containing(Organisation, "number"),
        containing(Organisation, "phone"),
        whether("partners", _("Partner"), Q(is_partner=True), yes="1", no="0"),
        since(),
        with_open_tickets(about("organisation")(statuses)),
    ]


ORGANISATIONS = Directory(
    list=ListKind.ORGANISATIONS,
    kind=KIND,
    template="customers/organisations.html",
    columns=(
        field(Organisation, "name", order=by_name(), is_usual=True),
        field(Organisation, "number", order=by_text("number"), is_usual=True),
        field(Organisation, "phone", order=by_text("phone"), is_usual=True),
        Column("people", _("Contacts"), lambda row, amounts: str(row.people or ""), is_usual=True),
        Column(
            "is_partner",
            _("Partner"),
            lambda row, amounts: str(_("Partner")) if row.is_partner else "",
            Order((By("is_partner", descending=True), By("pk"))),
        ),
        created(),
        open_tickets(),
    ),
    facets=facets,
    open_tickets=about("organisation"),
    shown=shown,
)
