"""What is asked of a list, in words: “open, category heating, without a team, or urgent”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ui.facet_fields import NONE, Days, SeveralField
from ui.facets import Facet


class Telling(Protocol):
    """A form field that can say its value in words."""

    def words(self, value: Any) -> str: ...


def sentence(groups: Sequence[Sequence[str]], *, before: Sequence[str] = ()) -> str:
    """Filters of a group hold all together, of groups one is enough; what stands `before` holds for all."""
    said = [", ".join(phrases) for phrases in groups if phrases]
    if len(said) < 2:
        return ", ".join([*before, *said])
    either = _(" — or ").join(said)
    return _("%(all)s: %(either)s") % {"all": ", ".join(before), "either": either} if before else either


def phrase(facet: Facet, field: Telling, value: Any, *, is_negated: bool) -> str:
    """One filter: what it is about, and which values are meant."""
    if not isinstance(field, SeveralField):
        is_none = value == NONE or (isinstance(value, Days) and value.period == NONE)
        return _missing(facet, is_negated=is_negated) if is_none else _said(facet, field.words(value), is_negated=is_negated)
    between = ", " if is_negated else pgettext("between two values", " or ")
    return between.join(_several(facet, field, value, is_negated=is_negated))


def _several(facet: Facet, field: SeveralField, keys: Sequence[str], *, is_negated: bool) -> Iterator[str]:
    own = {key for key in keys if _phrase(facet, key, is_negated=is_negated) or key == NONE}
    plain = [key for key in keys if key not in own]
    if plain:
        yield _said(facet, field.said(plain, between=pgettext("between two values", " or ")), is_negated=is_negated)
    for key in keys:
        if key in own:
            yield str(_phrase(facet, key, is_negated=is_negated) or _missing(facet, is_negated=is_negated))


def _phrase(facet: Facet, key: str, *, is_negated: bool) -> Any:
    return facet.phrases.get(f"not-{key}" if is_negated else key)


def _missing(facet: Facet, *, is_negated: bool) -> str:
    said = _phrase(facet, NONE, is_negated=is_negated)
    return str(said or (_("with %(label)s") if is_negated else _("without %(label)s")) % {"label": facet.label})


def _said(facet: Facet, words: str, *, is_negated: bool) -> str:
    if facet.is_plain:
        return _("not %(words)s") % {"words": words} if is_negated else words
    said = _("%(label)s not %(words)s") if is_negated else _("%(label)s %(words)s")
    return said % {"label": facet.label, "words": words}
