"""What of those we serve stands in a table: the columns of each kind, for export and import alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.text import capfirst

from customers.kinds import ARTICLES, ASSETS, CONTACTS, CONTRACTS, ORGANISATIONS, PRODUCTS, PROJECTS, Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """`key` is the name in addresses, `columns` are fields of the noun in order."""

    kind: Kind
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.kind.key

    @property
    def label(self) -> str:
        return str(capfirst(self.kind.model._meta.verbose_name_plural or ""))

    def fields(self) -> "Iterator[Field[Any, Any]]":
        by_name = {field.name: field for field in self.kind.model._meta.fields}
        for name in self.columns:
            yield by_name[name]


def label_of(field: "Field[Any, Any]") -> str:
    return str(capfirst(field.verbose_name))


SHEETS = {
    sheet.key: sheet
    for sheet in (
        Sheet(CONTACTS, ("name", "email", "phone", "organisation", "language")),
        Sheet(ORGANISATIONS, ("name", "number", "phone", "is_partner", "note")),
        Sheet(ASSETS, ("name", "number", "address", "organisation")),
        Sheet(ARTICLES, ("name", "number", "unit", "is_active")),
        Sheet(PROJECTS, ("name", "number", "organisation", "is_active")),
        Sheet(PRODUCTS, ("name", "number", "is_active")),
        Sheet(CONTRACTS, ("name", "number", "organisation", "begins_on", "ends_on", "is_active")),
    )
}
