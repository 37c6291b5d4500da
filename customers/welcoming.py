"""Finds or makes the contact behind an address."""

from django.db import transaction

from customers.models import Contact, Organisation
from tenants import here


@transaction.atomic
def welcome(email: str, *, name: str = "", organisation: Organisation | None = None, language: str = "") -> Contact:
    """The contact with this e-mail, made if there is none; two mails at once still make one contact.

    Of one that was merged into another it is that one; nobody merges them while somebody is about to write for them.
    Nobody said in which language they read: in the workspace's.
    """
    known = Contact.everyone.select_for_update(no_key=True).filter(email=email.lower()).first()
    if known is not None:
        return known.merged_into or known
    called = (name or email.split("@", maxsplit=1)[0])[:100]
    reads = language or here.workspace().language
    contact, _ = Contact.objects.get_or_create(
        email=email.lower(), defaults={"name": called, "organisation": organisation, "language": reads}
    )
    return contact
