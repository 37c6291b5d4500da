"""What tickets can be asked by."""

from collections.abc import Iterator

from tickets.facets.built_in import built_in
from tickets.facets.own import own
from tickets.vocabulary import Vocabulary
from ui.facets import Facet


def facets_of(words: Vocabulary) -> Iterator[Facet]:
    """Every facet of this workspace, group by group; none asks the database before it is used."""
    yield from built_in(words)
    yield from own(words)
