"""Under which addresses and numbers somebody is known: their own, and those of whoever was merged into them."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models.functions import Lower

from customers.models import Contact, Organisation

#: What there can be no second of.
UNIQUE: Final[Mapping[type[Any], str]] = {Contact: "email", Organisation: "number"}


def reached_at(address: str) -> Contact | None:
    """Whoever mail from there is from."""
    found: Contact | None = bearer_of(Contact, address.lower())
    return found


def bearer_of(model: type[Any], value: str) -> Any:
    """Whose this address or number is; of one that was merged into another it is that one's."""
    found = _borne(model, value).select_related("merged_into").first() if value else None
    return (found.merged_into or found) if found else None


def _borne(model: type[Any], value: str) -> Any:
    """By the index that keeps addresses apart: asked for by the column, every contact would be looked at."""
    if model is Contact:
        return Contact.everyone.alias(key=Lower("email")).filter(key=value)
    return model.everyone.filter(**{UNIQUE[model]: value})


def addresses_of(contact: Contact) -> list[str]:
    """Beside their own."""
    return list(contact.merged(manager="everyone").order_by(Lower("email")).values_list("email", flat=True))


def mergers_of(row: Any) -> list[Any]:
    """Who was merged into them, by whom; what was undone is no longer told."""
    return list(row.mergers.filter(undone_at=None).select_related("gone", "by"))


def take(row: Any, value: str) -> None:
    """If it is one of their others, that one is what theirs was. Within a transaction; the row itself is not saved."""
    model, name = type(row), UNIQUE[type(row)]
    held = model.everyone.filter(**{name: value}, merged_into=row).first() if value else None
    if held is None:
        return
    kept = model.everyone.values_list(name, flat=True).get(pk=row.pk)
    free(held)
    model.everyone.filter(pk=row.pk).update(**{name: value})
    model.everyone.filter(pk=held.pk).update(**{name: kept})


def free(row: Any) -> None:
    """Nobody has what it has meanwhile; while two change places one of them has to have something."""
    nothing = f"moving-{row.pk}@merged.invalid" if isinstance(row, Contact) else ""
    type(row).everyone.filter(pk=row.pk).update(**{UNIQUE[type(row)]: nothing})
