"""Lets a contact into the portal."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts import inviting
from accounts.choices import Kind
from accounts.inviting import AlreadyThere
from accounts.models import Invitation, User
from customers.models import Contact


class Access(models.TextChoices):
    """How far a contact has come to the portal."""

    NONE = "none", _("No access")
    INVITED = "invited", _("Invited")
    EXPIRED = "expired", _("Invitation expired")
    ACTIVE = "active", _("Can sign in")
    OFF = "off", _("Switched off")


@transaction.atomic
def invite(contact: Contact, *, by: User) -> Invitation:
    """Send the contact a link to the portal; again, if they had one and did not use it.

    Raises `AlreadyThere` if a colleague has this address: nobody is both.
    """
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.user is not None:
        return inviting.invite_again(contact.user, by=by)
    own = User.objects.customers().filter(email=contact.email, contact=None).first()
    invitation = inviting.invite_again(own, by=by) if own else _first(contact, by=by)
    contact.user = invitation.user
    contact.save(update_fields=["user"])
    return invitation


def access_of(contact: Contact) -> Access:
    """One query, and none for somebody who was never invited."""
    user = contact.user
    if user is None:
        return Access.NONE
    if not user.is_active:
        return Access.OFF
    if user.has_usable_password():
        return Access.ACTIVE
    newest = user.invitations.order_by("-pk").first()
    return Access.INVITED if newest is not None and newest.is_open else Access.EXPIRED


def _first(contact: Contact, *, by: User) -> Invitation:
    return inviting.invite(email=contact.email, name=str(contact), by=by, kind=Kind.CUSTOMER, language=contact.language)


__all__ = ["Access", "AlreadyThere", "access_of", "invite"]
