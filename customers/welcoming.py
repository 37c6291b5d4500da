"""Finds or makes the contact behind an address."""

from django.db import transaction
from django.db.models import TextField

from customers.models import Contact, Organisation
from tenants import here
from tenants.compiled import CompiledRows, Slot


@transaction.atomic(savepoint=False)
def welcome(email: str, *, name: str = "", organisation: Organisation | None = None, language: str = "") -> Contact:
    """The contact with this e-mail, made if there is none; two mails at once still make one contact.

    Of one that was merged into another it is that one; nobody merges them while somebody is about to write for them.
    Nobody said in which language they read: in the workspace's.
    """
    known = KNOWN(email=email.lower())
    return (known[0].merged_into or known[0]) if known else _meet(email, name=name, organisation=organisation, language=language)


KNOWN = CompiledRows(lambda: Contact.everyone.select_for_update(no_key=True).filter(email=Slot("email", TextField())).order_by())


def _meet(email: str, *, name: str, organisation: Organisation | None, language: str) -> Contact:
    called = (name or email.split("@", maxsplit=1)[0])[:100]
    reads = language or here.workspace().language
    contact, _ = Contact.objects.get_or_create(
        email=email.lower(), defaults={"name": called, "organisation": organisation, "language": reads}
    )
    return contact
