"""How many each view of a directory holds."""

from django.http import QueryDict

from accounts.models import User
from lists.choices import ListKind
from lists.models import View
from tickets.counting import due, in_words, known_counts, remember
from tickets.directory.listing import Grammar, entries_of
from tickets.queues import ENOUGH
from ui.capping import CappedCount

#: Each looks through a table of its own; who comes again sees the others.
AT_A_TIME = 5


def counted(grammar: Grammar) -> list[tuple[View, str | None]]:
    """Those within this person's reach; two queries, however many there are, one if they were counted just now."""
    kind, user = ListKind(grammar.directory.list), grammar.user
    views = list(View.objects.for_staff(user).filter(list=kind).pinned_by(user))
    known = known_counts(user, views)
    stale = due(views, known)[:AT_A_TIME]
    counts = remember(user, stale, _amounts(stale, grammar), known)
    return [(view, in_words(counts.get(view.pk)) if view.is_counted else None) for view in views]


def _amounts(views: list[View], grammar: Grammar) -> dict[str, int]:
    """Each counted by itself: what most of them ask is found by an index, and few have no end."""
    if not views:
        return {}
    asked = [entries_of(grammar.directory, QueryDict(view.query), user=grammar.user, grammar=grammar) for view in views]
    counted = [CappedCount(entries.rows(), most=ENOUGH) for entries in asked]
    [amounts] = User.objects.filter(pk=grammar.user.pk).values_list(*counted)
    return {str(view.pk): amount for view, amount in zip(views, amounts, strict=True)}
