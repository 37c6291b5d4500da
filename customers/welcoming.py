"""Finds or makes the contact behind an address."""

from django.db import transaction

from customers.models import Contact, Organisation


@transaction.atomic
def welcome(email: str, *, name: str = "", organisation: Organisation | None = None, language: str = "de") -> Contact:
    """The contact with this e-mail, made if there is none; two mails at once still make one contact."""
    contact, _ = Contact.objects.get_or_create(
        email=email.lower(),
        defaults={"name": (name or email.split("@", maxsplit=1)[0])[:100], "organisation": organisation, "language": language},
    )
    return contact
