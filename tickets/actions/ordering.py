"""Asks for a ticket as a file."""

from typing import Final

from accounts.models import User
from exports.models import Export
from exports.ordering import order
from tickets.choices import Variant
from tickets.models import Ticket

PDF: Final = "ticket_pdf"


def order_pdf(ticket: Ticket, *, by: User, language: str, variant: Variant = Variant.PUBLIC) -> Export:
    """Have it put on paper (C-39); a double click is one. Customers get what the portal shows them (RB-15)."""
    chosen = Variant(variant) if by.is_agent else Variant.PUBLIC
    return order(PDF, by=by, language=language, topic=ticket.topic, ask={"number": ticket.pk, "variant": str(chosen)})
