"""The words of a ticket's own fields, as full text search takes them."""

from typing import Any

from django.contrib.postgres.search import SearchVector, SearchVectorCombinable, SearchVectorField
from django.db.models import Func


class OwnWords(SearchVectorCombinable, Func):  # type: ignore[misc]  # both of them combine
    """Every text in a JSON object, without its keys and numbers.

    Of objects longer than this nothing is found: a tsvector holds 1 MB, and saving must not fail for a search.
    """

    longest = 300_000
    output_field = SearchVectorField()

    def __init__(self, *expressions: Any, config: str) -> None:
        super().__init__(*expressions)
        self.config = config
        kept = f"CASE WHEN length((%(expressions)s)::text) < {self.longest} THEN %(expressions)s ELSE '{{}}'::jsonb END"
        self.template = f"""jsonb_to_tsvector('{config}', {kept}, '["string"]')"""


def findings() -> Any:
    """What was found out about a ticket, and what its own fields say; German and literal word forms."""
    said = ("report", "solution")
    return (
        SearchVector(*said, config="german")
        + SearchVector(*said, config="simple")
        + OwnWords("custom", config="german")
        + OwnWords("custom", config="simple")
    )
