"""Addresses of lists: the same list, changed in this or that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import QueryDict

#: Names the place from which a page goes on.
NEWER, OLDER = "before", "after"
#: Names the filter whose control is shown.
EDITED = "filter"
#: What of an address says nothing of what the list holds.
PASSING = (EDITED, NEWER, OLDER)


def written(query: QueryDict) -> str:
    """What stands behind a path: commas stay readable."""
    said = query.urlencode(safe=",")
    return f"?{said}"


def address(query: QueryDict, also: Mapping[str, str], *, but: Sequence[str] = ()) -> str:
    """The first page of the same list, changed in this; the control of a filter is closed again."""
    link = query.copy()
    for name in (*but, *PASSING):
        link.pop(name, None)
    for name, value in also.items():
        link[name] = value
    return written(link)


def renamed(query: QueryDict, names: Mapping[str, str]) -> str:
    """The first page of the list whose address says the same by these names."""
    link = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in PASSING:
            link.setlist(names.get(name, name), [*link.getlist(names.get(name, name)), *values])
    return written(link)


def kept(query: QueryDict, *, but: Iterable[str]) -> list[tuple[str, str]]:
    """What a form has to send along so that the rest of the address stays."""
    gone = {*but, *PASSING}
    return [(name, value) for name, values in query.lists() if name not in gone for value in values]


def plain(query: QueryDict) -> QueryDict:
    """Without what no database can look for, and without what a form left empty."""
    clean = query.copy()
    for name, values in query.lists():
        said = [value.replace("\x00", "") for value in values if value]
        if said:
            clean.setlist(name, said)
        else:
            del clean[name]
    return clean
