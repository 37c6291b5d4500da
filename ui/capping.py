"""Counts that end somewhere: nobody reads whether there are 12,345 or 12,346."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class CappedCount(Subquery):
    """How many rows there are, counted no further than `most`; several in one query."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any, Any], *, most: int) -> None:
        super().__init__(rows.order_by().values("pk")[:most])
