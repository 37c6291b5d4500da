"""Whose a file is."""

from typing import Any

from django.shortcuts import get_object_or_404

from exports.models import Export

LARGEST_NUMBER = 2**63 - 1


def export_for(user: Any, pk: int, *, kind: str, topic: str = "") -> Export:
    """This person's own, while it is kept; to anybody else it does not exist.

    Whoever hands out the file asks besides whether the person may still see what it is about.
    """
    return get_object_or_404(Export.objects.of(user).kept(), pk=min(pk, LARGEST_NUMBER), kind=kind, topic=topic)
