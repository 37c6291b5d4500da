"""What the cells of a table hold."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from django.utils import timezone

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = Sequence[Cell]


def local(value: datetime) -> datetime:
    """On the reader's clock, to the second."""
    return (timezone.localtime(value) if timezone.is_aware(value) else value).replace(microsecond=0)
