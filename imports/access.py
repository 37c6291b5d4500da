"""Whose an import is."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.access import staff_required
from accounts.choices import Permission
from accounts.models import User
from imports.models import Import
from imports.targets import target_named

LARGEST_NUMBER = 2**63 - 1
may_import = staff_required(Permission.IMPORT_TICKETS, Permission.MANAGE_CUSTOMERS)


def import_for(user: User, pk: int) -> Import:
    """This person's own, while it is kept; to anybody else it does not exist. Who may not import such things any more is 403."""
    importing = get_object_or_404(Import.objects.of(user).kept(), pk=min(pk, LARGEST_NUMBER))
    if not target_named(importing.target).may(user):
        raise PermissionDenied
    return importing
