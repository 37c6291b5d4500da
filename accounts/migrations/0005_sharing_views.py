"""A permission of its own to share views with everybody; administrators have it until somebody takes it away."""

import django.contrib.postgres.fields
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SHARE = "views.share"


def allow(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for role in apps.get_model("accounts", "Role").objects.filter(key="administrator"):
        if SHARE not in role.permissions:
            role.permissions = [*role.permissions, SHARE]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_importing_tickets")]

    operations = [
        migrations.AlterField(
            model_name="role",
            name="permissions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("tickets.work", "See and work on tickets"),
                        ("tickets.silence", "Save without telling anybody"),
                        ("tickets.import", "Import tickets from files"),
                        ("views.share", "Share views of lists with everybody"),
                        ("customers.manage", "Manage organisations, contacts and objects"),
                        ("users.manage", "Invite and manage users and teams"),
                        ("workspace.manage", "Change the workspace's settings"),
                        ("mail.manage", "Manage mailboxes and see the mail ledger"),
                        ("portal.manage", "Manage the customer portal"),
                    ],
                    max_length=40,
                ),
                default=list,
                size=None,
                verbose_name="permissions",
            ),
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
