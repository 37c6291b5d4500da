"""Asks for a ticket, or a list of them, as a file."""

from collections.abc import Sequence
from typing import Final, Literal

from accounts.models import User
from exports.choices import Form
from exports.models import Export
from exports.ordering import order
from tickets.choices import Variant
from tickets.mass.choices import Binding
from tickets.models import Ticket

PDF: Final = "ticket_pdf"
PDFS: Final = "tickets_pdf"
FILES: Final = "ticket_files"
LIST: Final = "tickets"


def order_pdf(ticket: Ticket, *, by: User, language: str, variant: Variant = Variant.PUBLIC) -> Export:
    """Have it put on paper (C-39); a double click is one. Customers get what the portal shows them (RB-15)."""
    chosen = Variant(variant) if by.is_agent else Variant.PUBLIC
    return order(PDF, by=by, language=language, topic=ticket.topic, ask={"number": ticket.pk, "variant": str(chosen)})


def order_files(ticket: Ticket, *, by: User) -> Export:
    """Have all files of the ticket that `by` may see put into one archive (CP-52); a double click is one."""
    return order(FILES, by=by, language=by.language, topic=ticket.topic, ask={"number": ticket.pk})


def order_pdfs(numbers: Sequence[int], *, by: User, language: str, variant: Variant, binding: Binding) -> Export:
    """Have these tickets put on paper, as `by` may see them when it is made (CP-12); a double click is one."""
    ask = {"numbers": list(numbers), "variant": str(variant), "binding": str(binding)}
    return order(PDFS, by=by, language=language, ask=ask)


def order_list(query: str, *, by: User, form: Form, columns: Literal["view", "all"] = "view") -> Export:
    """Have the list of this address written into a file (CP-12), as `by` may see it when it is made; a double click is one."""
    return order(LIST, by=by, language=by.language, ask={"query": query, "form": str(form), "columns": columns})
