"""Under which addresses and numbers somebody is known: their own, and those of whoever was merged into them."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Lower

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


def keys_of(contact: Contact) -> QuerySet[Contact, Any]:
    """Of a contact, and of all who were merged into them: what these have may still be on its way."""
    own = Contact.everyone.filter(pk=contact.pk).order_by().values("pk")
    return own.union(Contact.everyone.filter(merged_into=contact).order_by().values("pk"), all=True)


def organisations_now(*keys: int | None) -> set[int]:
    """What these are by now, if they were merged."""
    named = Organisation.everyone.filter(pk__in=[key for key in keys if key]).values_list(
        Coalesce("merged_into", "pk"), flat=True
    )
    return set(named)


def addresses_of(contact: Contact) -> list[str]:
    """Beside their own."""
    return list(contact.merged(manager="everyone").order_by(Lower("email")).values_list("email", flat=True))


def mergers_of(row: Any) -> list[Any]:
    """Who was merged into them, by whom; of what was undone that which is still on its way back, from either side."""
    mergers = row.mergers.model.objects
    stands, goes_back = Q(stays=row, undone_at=None), Q(Q(stays=row) | Q(gone=row), is_under_way=True)
    return list(mergers.filter(stands | goes_back).select_related("gone", "stays", "by"))


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
