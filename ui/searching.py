"""What somebody looks for, as the address says it."""

from django.http import QueryDict

LONGEST = 100


def words_of(query: QueryDict, name: str = "q") -> str:
    """Without what surrounds it, without what no database can look for, and not longer than anybody searches."""
    return query.get(name, "").replace("\x00", "").strip()[:LONGEST]
