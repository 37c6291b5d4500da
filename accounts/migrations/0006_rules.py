"""A permission of its own to set up rules, which administrators have; and who takes the new tickets of a team (T24-15)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RULES = "rules.manage"


def allow(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for role in apps.get_model("accounts", "Role").objects.filter(key="administrator"):
        if RULES not in role.permissions:
            role.permissions = [*role.permissions, RULES]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_sharing_views")]

    operations = [
        migrations.AddField(
            model_name="team",
            name="receiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="responsible on arrival",
            ),
        ),
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
                        ("rules.manage", "Set up rules and own actions"),
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
