"""Finds or makes the contact behind an address."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Lower

from customers.models import Contact, Organisation
from tenants import here
from tenants.compiled import CompiledRows, Slot


@transaction.atomic(savepoint=False)
def welcome(email: str, *, name: str = "", organisation: Organisation | None = None, language: str = "") -> Contact:
    """The contact with this e-mail, made if there is none; two mails at once still make one contact.

    Of one that was merged into another it is that one; nobody merges them while somebody is about to write for them.
    Nobody said in which language they read: in the workspace's.
    """
    return _known(email) or _meet(email, name=name, organisation=organisation, language=language)


def lives_on(contact: Contact) -> Contact:
    """Who they are now, so that nothing is opened for somebody who was merged meanwhile; within a transaction, as `welcome`."""
    held = HELD(contact=contact.pk)
    return (held[0].merged_into or contact) if held else contact


HELD = CompiledRows(lambda: Contact.everyone.select_for_update(no_key=True).filter(pk=Slot("contact")).order_by())


def _known(email: str) -> Contact | None:
    known = KNOWN(email=email.lower())
    return (known[0].merged_into or known[0]) if known else None


def _by_email() -> "QuerySet[Contact]":
    """By the index that keeps them apart: asked for by the column, every contact would be looked at."""
    contacts = Contact.everyone.select_for_update(no_key=True)
    return contacts.alias(key=Lower("email")).filter(key=Slot("email", TextField())).order_by()


KNOWN = CompiledRows(_by_email)


def _meet(email: str, *, name: str, organisation: Organisation | None, language: str) -> Contact:
    called = (name or email.split("@", maxsplit=1)[0])[:100]
    reads = language or here.workspace().language
    try:
        with transaction.atomic():
            return Contact.objects.create(email=email.lower(), name=called, organisation=organisation, language=reads)
    except IntegrityError:
        if known := _known(email):
            return known
        raise
