"""Walks very many rows in order, a batch at a time."""

from array import array
from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from exports.making import Progress

AT_ONCE: Final = 1000


def batches_of_keys(ordered: QuerySet[Any], *, progress: Progress) -> Iterator[list[int]]:
    """Keys of these rows in their order, so many at a time; says how far it is, and stops when nobody wants it any more.

    Which rows, and in which order, is settled at the start and sorted once: eight bytes each. A list that is asked for batch
    by batch sorts itself anew each time, and changes meanwhile.
    """
    with transaction.atomic():
        keys = array("q", ordered.values_list("pk", flat=True).iterator(chunk_size=10_000))
    progress(0, len(keys))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE].tolist()
        yield some
        progress(start + len(some), len(keys))
