"""The closed lists of the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What a status means, whatever a workspace calls it; rules, mails and filters look at this (C-05, RB-21)."""

    NEW = "new", _("New")
    OPEN = "open", _("Open")
    WAITING_CUSTOMER = "waiting_customer", _("Waiting for customer")
    WAITING_INTERNAL = "waiting_internal", _("Waiting internally")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    POSTPONED = "postponed", _("Postponed")


#: What is still somebody's work, and what is done.
OPEN_CATEGORIES = [
    Category.NEW,
    Category.OPEN,
    Category.WAITING_CUSTOMER,
    Category.WAITING_INTERNAL,
    Category.POSTPONED,
]
DONE_CATEGORIES = [Category.RESOLVED, Category.CLOSED]
#: In these the ticket is with us; in the other open ones somebody or something is waited for.
WORKING_CATEGORIES = [Category.NEW, Category.OPEN]

#: Meanings that a workspace can do without, and what is meant instead; the other four are reached by what people do.
GIVES_WAY = {
    Category.WAITING_CUSTOMER: Category.OPEN,
    Category.WAITING_INTERNAL: Category.OPEN,
    Category.RESOLVED: Category.CLOSED,
}


class TypeKind(models.TextChoices):
    """What tickets of a type are (BL-46)."""

    NORMAL = "normal", _("Normal")
    ABSENCE = "absence", _("Absence request")
    DOCUMENT = "document", _("Document")


class Colour(models.TextChoices):
    """Colours that are read on light and on dark paper; always beside words."""

    GREY = "grey", _("Grey")
    BLUE = "blue", _("Blue")
    TEAL = "teal", _("Teal")
    GREEN = "green", _("Green")
    ORANGE = "orange", _("Orange")
    RED = "red", _("Red")
    VIOLET = "violet", _("Violet")


class Access(models.TextChoices):
    """What an audience may do with a field of a ticket type (C-09)."""

    HIDDEN = "hidden", _("Hidden")
    READ = "read", _("Read")
    WRITE = "write", _("Write")
    REQUIRED = "required", _("Required")


class FieldKind(models.TextChoices):
    """What a custom field holds."""

    TEXT = "text", _("Text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Amount of money")
    DATE = "date", _("Date")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("Choice")
    CHOICES = "choices", _("Multiple choice")
    LINK = "link", _("Link")
    USER = "user", _("User")
    CONTACT = "contact", _("Contact")
    ASSET = "asset", _("Object")


class PortalStatus(models.TextChoices):
    """What a customer sees instead of the status (RB-19)."""

    IN_PROGRESS = "in_progress", _("In progress")
    ANSWER_EXPECTED = "answer_expected", _("Answer expected")
    CLOSED = "closed", _("Closed")
    POSTPONED = "postponed", _("Postponed")


PORTAL_STATUS = {
    Category.NEW: PortalStatus.IN_PROGRESS,
    Category.OPEN: PortalStatus.IN_PROGRESS,
    Category.WAITING_CUSTOMER: PortalStatus.ANSWER_EXPECTED,
    Category.WAITING_INTERNAL: PortalStatus.IN_PROGRESS,
    Category.RESOLVED: PortalStatus.CLOSED,
    Category.CLOSED: PortalStatus.CLOSED,
    Category.POSTPONED: PortalStatus.POSTPONED,
}

#: The traffic light (RB-20); postponed has no colour there and is grey with us. Always shown beside the words.
PORTAL_COLOUR = {
    PortalStatus.ANSWER_EXPECTED: "red",
    PortalStatus.IN_PROGRESS: "orange",
    PortalStatus.CLOSED: "green",
    PortalStatus.POSTPONED: "grey",
}


class Level(models.IntegerChoices):
    """How urgent a priority is; names are the workspace's."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")


class Source(models.TextChoices):
    """How a ticket came in (Ticketquelle, CP-8, CP-27)."""

    MAIL = "mail", _("E-mail")
    PORTAL = "portal", _("Portal")
    DESK = "desk", _("Desk")
    IMPORT = "import", _("Import")


class Kind(models.TextChoices):
    """Whom a message is for."""

    PUBLIC = "public", _("Public message")
    INTERNAL = "internal", _("Internal note")


class Verb(models.TextChoices):
    """What can happen to a ticket; the history's vocabulary."""

    OPENED = "opened", _("opened the ticket")
    REPLIED = "replied", _("replied")
    NOTED = "noted", _("wrote an internal note")
    SILENT = "silent", _("told nobody")
    WITHDRAWN = "withdrawn", _("took an answer back")
    EDITED = "edited", _("edited a message")
    REDACTED = "redacted", _("redacted a message")
    CLAIMED = "claimed", _("claimed the ticket")
    ASSIGNED = "assigned", _("changed who is responsible")
    STATUS = "status", _("changed the status")
    CHANGED = "changed", _("changed a field")
    REOPENED = "reopened", _("reopened the ticket")
    CLOSED = "closed", _("closed the ticket")
    BOUNCED = "bounced", _("an e-mail came back")
    REFERRED = "referred", _("an e-mail referred to another ticket")
    MERGED = "merged", _("merged the ticket into another")
    TOOK_IN = "took_in", _("merged another ticket into this one")
    UNMERGED = "unmerged", _("undid a merge")
    SPLIT = "split", _("moved a message into a ticket of its own")
    SPLIT_OFF = "split_off", _("split this ticket off another")
    SNOOZED = "snoozed", _("put the ticket off until a date")
    WOKEN = "woken", _("woke the ticket")
    DELETED = "deleted", _("deleted the ticket")
    RESTORED = "restored", _("restored the ticket")
    COPIED = "copied", _("copied the ticket")
    COPY_OF = "copy_of", _("copied this ticket from another")
    RECOMMENDED = "recommended", _("recommended the ticket")
    LINKED = "linked", _("linked another ticket")
    UNLINKED = "unlinked", _("removed a link")
    INVITED = "invited", _("added a participant")
    LEFT = "left", _("somebody is no longer a participant")
    LISTED = "listed", _("added a step to the checklist")
    TICKED = "ticked", _("ticked a step off")
    UNTICKED = "unticked", _("unticked a step")
    FOLLOWED_UP = "followed_up", _("answered in a new ticket")
    FOLLOWS = "follows", _("answered a closed ticket")
    UNLISTED = "unlisted", _("removed a step from the checklist")
    LOGGED = "logged", _("recorded time spent")
    RELOGGED = "relogged", _("changed time spent")
    UNLOGGED = "unlogged", _("removed time spent")
    IMPORTED = "imported", _("imported the ticket, or changes to it")
    RULED = "ruled", _("a rule acted, or could not")


class Variant(models.TextChoices):
    """Whom a ticket's paper is for (C-39)."""

    PUBLIC = "public", _("For the customer")
    INTERNAL = "internal", _("Internal")


class LinkKind(models.TextChoices):
    """What one ticket is to another, read from the ticket where the link was made (CP-38)."""

    PARENT = "parent", _("Parent of")
    DUPLICATE = "duplicate", _("Duplicate of")
    RELATED = "related", _("Related to")


class Told(models.TextChoices):
    """How much a participant hears of a ticket (C-30)."""

    CREATION = "creation", _("Only once, at the beginning")
    ALL = "all", _("Every public message")


class MailState(models.TextChoices):
    """What became of a mail that came in."""

    RECEIVED = "received", _("Received, not read yet")
    OPENED = "opened", _("Became a ticket")
    ADDED = "added", _("Joined a ticket")
    IGNORED = "ignored", _("Ignored")
    FAILED = "failed", _("Failed")


class Release(models.TextChoices):
    """What the people of an organisation may do with tickets of a type (C-13)."""

    CREATE = "create", _("Create and see")
    SEE = "see", _("See")
    DOCUMENTS = "documents", _("Documents only")
    NOTHING = "nothing", _("Nothing")


class Documents(models.TextChoices):
    """Which files of a type's tickets are offered at the object they are about (BL-25)."""

    NONE = "none", _("None")
    ALL = "all", _("All attachments")
    CHOSEN = "chosen", _("Chosen kinds of document")


class Sharing(models.TextChoices):
    """What staff decided about who sees a ticket in the portal; without a word the organisation's settings do (RB-4)."""

    USUAL = "", _("As the organisation's settings say")
    GRANTED = "granted", _("The whole organisation")
    REVOKED = "revoked", _("No customer")
