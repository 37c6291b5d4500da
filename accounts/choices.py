"""The closed lists of this room: kinds of people, and what a role may allow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Staff work at the desk, customers sign in at the portal; nobody is both."""

    STAFF = "staff", _("Staff")
    CUSTOMER = "customer", _("Customer")


class Permission(models.TextChoices):
    """What a role can allow. Code asks for permissions, never for roles."""

    WORK_TICKETS = "tickets.work", _("See and work on tickets")
    TELL_NOBODY = "tickets.silence", _("Save without telling anybody")
    IMPORT_TICKETS = "tickets.import", _("Import tickets from files")
    SHARE_VIEWS = "views.share", _("Share views of lists with everybody")
    MANAGE_RULES = "rules.manage", _("Set up rules and own actions")
    MANAGE_CUSTOMERS = "customers.manage", _("Manage organisations, contacts and objects")
    MANAGE_USERS = "users.manage", _("Invite and manage users and teams")
    MANAGE_WORKSPACE = "workspace.manage", _("Change the workspace's settings")
    MANAGE_MAIL = "mail.manage", _("Manage mailboxes and see the mail ledger")
    MANAGE_PORTAL = "portal.manage", _("Manage the customer portal")


class RoleKey(models.TextChoices):
    """The built-in roles; workspaces add their own beside them."""

    ADMINISTRATOR = "administrator", _("System administrator")
    AGENT = "agent", _("Agent")
