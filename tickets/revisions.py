"""Who may change what a message says."""

from accounts.choices import Permission
from accounts.models import User
from tickets.models import Message


def may_edit(user: User, message: Message) -> bool:
    """Its author, and whoever administers the workspace; a customer's words only the latter."""
    return message.author_id == user.pk or may_edit_all(user)


def may_edit_all(user: User) -> bool:
    return user.may(Permission.MANAGE_WORKSPACE)
