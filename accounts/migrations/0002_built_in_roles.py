"""Every workspace starts with two roles."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROLES = {
    "administrator": [
        "tickets.work",
        "customers.manage",
        "users.manage",
        "workspace.manage",
        "mail.manage",
        "portal.manage",
    ],
    "agent": ["tickets.work", "customers.manage"],
}


def furnish(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    Role = apps.get_model("accounts", "Role")
    for key, permissions in ROLES.items():
        Role.objects.get_or_create(key=key, defaults={"permissions": permissions})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(furnish, migrations.RunPython.noop)]
