"""Says of two who look alike that they are not one, and takes that back (CP-12)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from customers.models.apart import APART


@transaction.atomic
def tell_apart(row: Any, others: Iterable[Any], *, by: User) -> list[Any]:
    """It is none of these; they are proposed as duplicates no more. Twice is once. Returns what was noted now."""
    model = APART[type(row)]
    pairs = [sorted((row.pk, other.pk)) for other in others if other.pk != row.pk]
    noted = (model.objects.get_or_create(one_id=one, other_id=other, defaults={"by": by}) for one, other in pairs)
    return [apart for apart, is_new in noted if is_new]


def doubt_again(model: type[Any], keys: Iterable[int]) -> None:
    """They may be one after all; what is not there any more is nothing."""
    APART[model].objects.filter(pk__in=keys).delete()
