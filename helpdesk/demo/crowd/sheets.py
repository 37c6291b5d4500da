"""Rows as PostgreSQL's COPY reads them: one line each, columns between tabs."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model

NOTHING = r"\N"


class Sheet:
    """The columns of one table: those `given` for each row, in this order, and all others as a new row has them.

    So a column that the model gets one day is filled as well.
    """

    def __init__(self, model: type[Model], *given: str) -> None:
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        others = [field for field in fields if field.name not in given and not field.primary_key]
        named = {field.name: field.column for field in fields}
        self.model = model
        self.table = model._meta.db_table
        self.columns = [named[name] for name in given] + [field.column for field in others]
        self._rest = "".join(f"\t{said(field.get_default())}" for field in others) + "\n"

    def line(self, *values: Any) -> str:
        return "\t".join([said(value) for value in values]) + self._rest


def said(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return str(value)


def moment(second: int) -> str | None:
    """What lies so many seconds after 1970; nothing for 0."""
    return datetime.fromtimestamp(second, UTC).isoformat() if second else None
