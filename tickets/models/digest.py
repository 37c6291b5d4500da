"""A digest: everything a ticket says, as the search reads it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

#: Tickets whose numbers are near each other lie in one era.
TICKETS_OF_AN_ERA = 4096


class Digest(models.Model):
    """One for each ticket; the database keeps it, whoever writes (decision 0028).

    Its words weigh A where the ticket is called so, B what staff found out or know of it, C what was said to the customer,
    D what was noted. Customers search in A and C alone (RB-15).
    """

    ticket = models.OneToOneField(
        "tickets.Ticket", models.DO_NOTHING, primary_key=True, related_name="digest", db_constraint=False
    )
    era = models.IntegerField()
    is_open = models.BooleanField()
    search = SearchVectorField()

    class Meta:
        verbose_name = "digest"
        verbose_name_plural = "digests"
        indexes = [GinIndex(fields=["era", "is_open", "search"], name="digest_search", fastupdate=False)]

    def __str__(self) -> str:
        return f"#{self.ticket_id}"
