"""The people of an organisation as customer users: how far each has come to the portal, and which objects they have (BL-8)."""

from dataclasses import dataclass

from django.db.models import Count

from customers.inviting import Access
from customers.models import Contact, Organisation

#: More are found among the contacts.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class CustomerUser:
    """`chosen` is how many objects were chosen for them, None where they have those of their organisation."""

    contact: Contact
    access: Access
    chosen: int | None

    @property
    def comes_in(self) -> bool:
        """At least as soon as they follow the link in their invitation."""
        return self.access in (Access.ACTIVE, Access.INVITED)


def customer_users(organisation: Organisation) -> list[CustomerUser]:
    """Those who can sign in first; one query, however many."""
    people = organisation.contacts.select_related("user").annotate(chosen=Count("chosen_assets"))
    rows = people.order_by("user", "name", "pk")[:SHOWN]
    return [CustomerUser(row, _access(row), row.chosen if row.has_chosen_assets else None) for row in rows]


def _access(contact: Contact) -> Access:
    """Without asking whether an invitation has expired: the contact's page says so."""
    if contact.user is None:
        return Access.NONE
    if not contact.user.is_active:
        return Access.OFF
    return Access.ACTIVE if contact.user.has_usable_password() else Access.INVITED
