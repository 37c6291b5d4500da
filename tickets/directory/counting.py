"""How many each view of a directory holds."""

from django.db.models import Count
from django.http import QueryDict

from lists.choices import ListKind
from lists.models import View
from tickets.counting import due, in_words, known_counts, remember
from tickets.directory.listing import Grammar, entries_of


def counted(grammar: Grammar) -> list[tuple[View, str | None]]:
    """Those within this person's reach; two queries, however many there are, one if they were counted just now."""
    kind, user = ListKind(grammar.directory.list), grammar.user
    views = list(View.objects.for_staff(user).filter(list=kind).pinned_by(user))
    known = known_counts(user, views)
    stale = due(views, known)
    counts = remember(user, stale, _amounts(stale, grammar), known)
    return [(view, in_words(counts.get(view.pk)) if view.is_counted else None) for view in views]


def _amounts(views: list[View], grammar: Grammar) -> dict[str, int]:
    if not views:
        return {}
    model, directory = grammar.directory.kind.model, grammar.directory
    asked = {
        str(view.pk): entries_of(directory, QueryDict(view.query), user=grammar.user, grammar=grammar).condition for view in views
    }
    names = {f"n{number}": key for number, key in enumerate(asked)}
    counts = {name: Count("pk", filter=asked[key] or None) for name, key in names.items()}
    found = model._default_manager.aggregate(**counts)
    return {key: found[name] for name, key in names.items()}
