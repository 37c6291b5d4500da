"""Where one can go at the desk: queues, lists, forms and settings, as far as this person may open them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import settings_pages
from accounts.choices import Permission
from accounts.models import User
from tickets.queues import CLOSED, COUNTED, Queue

SHORT = 2
Named = tuple[str, str, str | Promise]

CUSTOMERS: Sequence[Named] = (
    ("contacts", "users-round", _("Contacts")),
    ("organisations", "building-2", _("Organisations")),
    ("assets", "box", _("Objects")),
    ("projects", "briefcase", _("Projects")),
    ("products", "package", _("Products")),
    ("articles", "wrench", _("Articles")),
    ("contracts", "file-text", _("Service contracts")),
)
NEW_CUSTOMERS: Sequence[Named] = (
    ("contact_new", "plus", _("New contact")),
    ("organisation_new", "plus", _("New organisation")),
    ("asset_new", "plus", _("New object")),
)
EVERYBODYS: Sequence[Named] = (
    ("bell", "bell", _("Notifications")),
    ("profile", "circle-user", _("Your account")),
    ("account_change_password", "key-round", _("Change password")),
    ("mfa_index", "shield-check", _("Second factor")),
    ("usersessions_list", "monitor", _("Where you are signed in")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """`about` is one sentence, or nothing."""

    label: str
    url: str
    icon: str
    about: str = ""

    def is_called(self, words: Sequence[str]) -> bool:
        """One or two letters begin a word, more may stand within one: a German word is often several."""
        said = f" {self.label} {self.about}".casefold()
        return all((word if len(word) > SHORT else f" {word}") in said for word in words)


def places(user: User) -> Iterator[Place]:
    """No query but the one for what this person may, which the page has asked already."""
    if user.may(Permission.WORK_TICKETS):
        yield from (place_of(queue) for queue in (*COUNTED, CLOSED))
        yield from _named([("ticket_new", "plus", _("New ticket"))])
    if user.may(Permission.WORK_TICKETS) or user.may(Permission.MANAGE_CUSTOMERS):
        yield from _named(CUSTOMERS)
    if user.may(Permission.MANAGE_CUSTOMERS):
        yield from _named(NEW_CUSTOMERS)
    for page in settings_pages.links(user):
        yield Place(page.label, page.url, page.icon, page.sentence)
    yield from _named(EVERYBODYS)


def place_of(queue: Queue) -> Place:
    return Place(str(queue.label), f"{reverse('queue')}?queue={queue.key}", queue.icon)


def _named(rooms: Iterable[Named]) -> Iterator[Place]:
    for name, icon, label in rooms:
        yield Place(str(label), reverse(name), icon)
