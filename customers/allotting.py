"""Says which objects a customer user has in the portal (BL-6, BL-10)."""

from collections.abc import Iterable

from django.db import transaction

from customers.models import Asset, Contact


@transaction.atomic
def allot(contact: Contact, *, assets: Iterable[Asset]) -> Contact:
    """These as well, whosever they are; from now on only chosen ones are theirs. Twice is once."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    held.chosen_assets.add(*assets)
    return _choose(held, chosen=True)


@transaction.atomic
def withdraw(contact: Contact, *, assets: Iterable[Asset]) -> Contact:
    """These no more. Whoever is left with none has none."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    held.chosen_assets.remove(*assets)
    return _choose(held, chosen=True)


@transaction.atomic
def allot_all(contact: Contact) -> Contact:
    """Again all of their organisation, also those that come later; what was chosen before is forgotten."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    held.chosen_assets.clear()
    return _choose(held, chosen=False)


def _choose(contact: Contact, *, chosen: bool) -> Contact:
    contact.has_chosen_assets = chosen
    contact.save(update_fields=["has_chosen_assets"])
    return contact
