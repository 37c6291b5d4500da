"""Asks for those we serve as a file."""

from typing import Final

from accounts.models import User
from customers.sheets import Sheet
from exports.choices import Form
from exports.models import Export
from exports.ordering import order

LIST: Final = "customers"


def order_list(sheet: Sheet, query: str, *, by: User, form: Form) -> Export:
    """Have the list of this address written into a file, as `by` may see it when it is made; a double click is one."""
    return order(LIST, by=by, language=by.language, ask={"sheet": sheet.key, "query": query, "form": str(form)})
