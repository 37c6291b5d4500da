"""What a customer's list of tickets can be asked, sorted by and show: what they see of a ticket, in their words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import User
from tickets.choices import FieldKind
from tickets.columns import Column, columns_of
from tickets.facets.portal import for_customers, place_of_sign
from tickets.fields import BUILT_IN, NEVER
from tickets.models import Ticket
from tickets.sorting import NAMED, sorting_of
from tickets.vocabulary import Vocabulary, vocabulary
from ui.facets import Facets
from ui.orders import By
from ui.sorting import Order, Sorting

#: Of a ticket, and no field of a type.
ALWAYS = ("status", "opened_at", "last_activity_at", "closed_at", "type")
#: Who works here, and whom else we serve.
OF_THE_DESK = (FieldKind.USER, FieldKind.CONTACT)


class Grammar:
    """Worked out once for a page. `words` are read as customers may (`Vocabulary.hiding`)."""

    def __init__(self, user: User, *, view: int | None = None) -> None:
        self.user = user
        self.words: Vocabulary = vocabulary(user, view=view)

    @cached_property
    def facets(self) -> Facets:
        return Facets(for_customers(self.words, Ticket.objects.visible_to(self.user)))

    @cached_property
    def possible(self) -> list[Column]:
        return list(self._columns())

    @cached_property
    def sorting(self) -> Sorting:
        """By number, subject and every column."""
        orders = dict(sorting_of(self.possible).orders)
        shown = {"pk", "subject", *(column.key for column in self.possible)}
        sign = Order((By("by_sign", expression=place_of_sign(self.words)), By("pk", descending=True)))
        orders = {key: order for key, order in orders.items() if key in shown} | {"status": (str(_("Status")), sign)}
        return Sorting(orders, named=NAMED)

    def _columns(self) -> Iterator[Column]:
        """Fields that are seen in the portal; the desk's own business is none of them."""
        fields = {field.key for field in BUILT_IN if field.may_portal != NEVER}
        for column in columns_of(self.words):
            if column.custom is not None:
                if column.custom.kind not in OF_THE_DESK:
                    yield column
            elif column.key in ALWAYS or column.key in fields:
                yield column
