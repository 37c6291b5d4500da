"""Opens views: from the key of one to the address of its list, and back."""

from collections.abc import Mapping

from django.http import QueryDict

from lists.models import View
from ui.addresses import PASSING, written
from ui.keys import key_in

VIEW = "view"
PANEL = "panel"
#: What an address can say beside the key of a view without saying what the list holds.
BESIDE = frozenset({VIEW, PANEL, *PASSING})


def view_in(query: QueryDict) -> int | None:
    """The key that an address names."""
    return key_in(query.get(VIEW, ""))


def is_bare(query: QueryDict) -> bool:
    """Whether the address says nothing of its list but the key of a view."""
    return view_in(query) is not None and BESIDE.issuperset(query)


def expanded(query: QueryDict, view: View | None) -> QueryDict:
    """The address whole. What a view shows stands in every link that leads on from it, so that it can be changed."""
    if view is None or not is_bare(query):
        return query
    whole = QueryDict(view.query, mutable=True)
    for name, values in query.lists():
        whole.setlist(name, values)
    return whole


def address_of(view: View) -> str:
    """What stands behind the list's path."""
    return written(expanded(QueryDict(f"{VIEW}={view.pk}"), view))


def bare(query: QueryDict) -> QueryDict:
    """What a view keeps of an address."""
    kept = query.copy()
    for name in BESIDE:
        kept.pop(name, None)
    return kept


def is_changed(query: QueryDict, view: View) -> bool:
    """Whether an address has become another one than the view's; the order of names says nothing."""
    return _said(bare(query)) != _said(QueryDict(view.query))


def _said(query: QueryDict) -> Mapping[str, list[str]]:
    return {name: values for name, values in query.lists() if any(values)}
