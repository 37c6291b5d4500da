"""The settings of a workspace: which pages there are, and who may open them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import Permission
from accounts.models import User


@dataclass(frozen=True, slots=True)
class Page:
    """One settings page: the name of its address, and one sentence that says what it is for."""

    name: str
    icon: str
    label: str | Promise
    sentence: str | Promise
    permission: Permission


@dataclass(frozen=True, slots=True)
class Link:
    """A page as layouts draw it, once somebody is looking."""

    url: str
    icon: str
    label: str
    sentence: str
    is_current: bool = False
    count: int | None = None
    group: str = ""


PAGES = (
    Page("users", "user-round", _("Users"), _("Invite colleagues and say what each of them may do."), Permission.MANAGE_USERS),
    Page("teams", "users", _("Teams"), _("Several people who are responsible together."), Permission.MANAGE_USERS),
    Page("roles", "shield-check", _("Roles"), _("What each role allows, in plain sentences."), Permission.MANAGE_USERS),
    Page(
        "ticket_types",
        "ticket",
        _("Ticket types"),
        _("Kinds of concerns, their fields and their workflow."),
        Permission.MANAGE_WORKSPACE,
    ),
    Page("statuses", "circle-dot", _("Statuses"), _("What your desk calls where a ticket stands."), Permission.MANAGE_WORKSPACE),
    Page(
        "rules",
        "zap",
        _("Rules"),
        _("What happens by itself, and own actions for your tickets."),
        Permission.MANAGE_RULES,
    ),
    Page(
        "canned_replies",
        "message-square-text",
        _("Canned replies"),
        _("What you say often, written once."),
        Permission.MANAGE_WORKSPACE,
    ),
    Page(
        "picklists",
        "list-checks",
        _("Picklists"),
        _("Priorities, categories and what else tickets are filed by."),
        Permission.MANAGE_WORKSPACE,
    ),
    Page(
        "custom_fields", "puzzle", _("Custom fields"), _("What only your desk asks of its tickets."), Permission.MANAGE_WORKSPACE
    ),
    Page(
        "portal_customers",
        "globe",
        _("Customer portal"),
        _("What each customer sees and creates, and the objects of its people."),
        Permission.MANAGE_PORTAL,
    ),
    Page("mailboxes", "inbox", _("Mailboxes"), _("Where e-mails come in and become tickets."), Permission.MANAGE_MAIL),
    Page("ledger", "scroll-text", _("Mail ledger"), _("Every e-mail fetched, and what became of it."), Permission.MANAGE_MAIL),
    Page("letters", "send", _("Outgoing e-mails"), _("Every e-mail we sent or could not send, and why."), Permission.MANAGE_MAIL),
    Page("bin", "trash-2", _("Bin"), _("Deleted tickets, until you delete them for good."), Permission.MANAGE_WORKSPACE),
    Page("branding", "palette", _("Branding"), _("Name, logo and colour that customers see."), Permission.MANAGE_WORKSPACE),
)


def links(user: User, *, path: str = "") -> list[Link]:
    """The pages this person may open, in order; `path` marks the one at hand."""
    return list(_links(user, path=path))


def _links(user: User, *, path: str) -> Iterable[Link]:
    for page in PAGES:
        if not user.may(page.permission):
            continue
        try:
            url = reverse(page.name)
        except NoReverseMatch:  # a room above, not built into this installation
            continue
        yield Link(url, page.icon, str(page.label), str(page.sentence), is_current=path.startswith(url))
