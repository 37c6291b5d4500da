"""How many tickets have something, said without counting them all."""

from tickets.models import Ticket

ENOUGH = 100


def used_by(**having: object) -> str:
    """`""`, `"7"` or `"99+"`."""
    found = Ticket._base_manager.filter(**having).order_by().values("pk")[:ENOUGH].count()
    return "99+" if found == ENOUGH else str(found or "")
