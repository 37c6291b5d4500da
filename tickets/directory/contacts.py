"""People at our customers, as a list."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from customers.kinds import CONTACTS as KIND
from customers.models import Contact
from lists.choices import ListKind
from tickets.directory.columns import Column, Directory, about, belonging, by_text, created, field, open_tickets, yes_or_no
from tickets.directory.facets import containing, of_organisation, one_of, since, whether, with_open_tickets
from ui.collating import InOrder
from ui.facets import Facet
from ui.orders import By
from ui.sorting import Order

LANGUAGES = Contact._meta.get_field("language").choices or []


def shown(rows: QuerySet[Contact]) -> QuerySet[Contact]:
    return rows.select_related("organisation", "user")


def facets(statuses: Sequence[int]) -> list[Facet]:
    return [
        containing(Contact, "name"),
        containing(Contact, "email"),
        containing(Contact, "phone"),
        of_organisation(Contact),
        whether("portal", _("Portal access"), Q(user__isnull=False)),
        one_of("language", _("Language"), [(str(key), label) for key, label in LANGUAGES]),
        since(),
        with_open_tickets(about("requester")(statuses)),
    ]


def _called() -> Order:
    """As `str` calls them; with an index."""
    said = InOrder(Coalesce(NullIf("name", Value("")), "email"))
    return Order((By("by_name", expression=said), By("pk")), is_indexed=True)


CONTACTS = Directory(
    list=ListKind.CONTACTS,
    kind=KIND,
    template="customers/contacts.html",
    columns=(
        Column("name", _("Name"), lambda row, amounts: str(row), _called(), is_usual=True),
        field(Contact, "email", order=Order((By("email"), By("pk"))), is_usual=True),
        field(Contact, "phone", order=by_text("phone")),
        belonging(),
        yes_or_no("portal", _("Portal"), "user_id"),
        Column("language", _("Language"), lambda row, amounts: row.get_language_display(), Order((By("language"), By("pk")))),
        created(),
        open_tickets(),
    ),
    facets=facets,
    open_tickets=about("requester"),
    shown=shown,
)
