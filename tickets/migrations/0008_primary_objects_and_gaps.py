"""Objects have their place on a ticket, types say what customers may choose and how long answers reopen, purges leave a trace."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: The table is there: it was Django's own between tickets and objects.
PLACES = [
    migrations.CreateModel(
        name="TicketAsset",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "asset",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="ticket_places", to="customers.asset"
                ),
            ),
            (
                "ticket",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="asset_places", to="tickets.ticket"),
            ),
        ],
        options={
            "verbose_name": "object of a ticket",
            "verbose_name_plural": "objects of a ticket",
            "db_table": "tickets_ticket_assets",
            "unique_together": {("ticket", "asset")},
        },
    ),
    migrations.AlterField(
        model_name="ticket",
        name="assets",
        field=models.ManyToManyField(
            blank=True, related_name="tickets", through="tickets.TicketAsset", to="customers.asset", verbose_name="objects"
        ),
    ),
]


def open_the_usual_type(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """It is what customers have opened until now."""
    apps.get_model("tickets", "TicketType").objects.filter(is_default=True).update(is_open_to_customers=True)


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_projects_products_articles_contracts"),
        ("tickets", "0007_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=PLACES),
        migrations.AddField("ticketasset", "position", models.SmallIntegerField(default=0, verbose_name="position")),
        migrations.AddField(
            "tickettype",
            "is_open_to_customers",
            models.BooleanField(default=False, verbose_name="customers can choose it in the portal"),
        ),
        migrations.AddField(
            "tickettype",
            "reopen_days",
            models.PositiveSmallIntegerField(
                default=14,
                validators=[django.core.validators.MaxValueValidator(3650)],
                verbose_name="days an answer reopens a closed ticket",
            ),
        ),
        migrations.RunPython(open_the_usual_type, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="number")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("deleted_at", models.DateTimeField(blank=True, null=True, verbose_name="deleted")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="deleted for good")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deleted for good by",
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ticket deleted for good",
                "verbose_name_plural": "tickets deleted for good",
                "ordering": ["-at", "-number"],
                "indexes": [models.Index(fields=["-at", "-number"], name="purge_newest")],
            },
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("opened", "opened the ticket"),
                    ("replied", "replied"),
                    ("noted", "wrote an internal note"),
                    ("withdrawn", "took an answer back"),
                    ("edited", "edited a message"),
                    ("redacted", "redacted a message"),
                    ("claimed", "claimed the ticket"),
                    ("assigned", "changed who is responsible"),
                    ("status", "changed the status"),
                    ("changed", "changed a field"),
                    ("reopened", "reopened the ticket"),
                    ("closed", "closed the ticket"),
                    ("bounced", "a letter came back"),
                    ("referred", "a mail referred to another ticket"),
                    ("merged", "merged the ticket into another"),
                    ("took_in", "merged another ticket into this one"),
                    ("unmerged", "undid a merge"),
                    ("split", "moved a message into a ticket of its own"),
                    ("split_off", "split this ticket off another"),
                    ("snoozed", "put the ticket off until a date"),
                    ("woken", "woke the ticket"),
                    ("deleted", "deleted the ticket"),
                    ("restored", "restored the ticket"),
                    ("copied", "copied the ticket"),
                    ("copy_of", "copied this ticket from another"),
                    ("recommended", "recommended the ticket"),
                    ("linked", "linked another ticket"),
                    ("unlinked", "removed a link"),
                    ("invited", "lets somebody else be told as well"),
                    ("left", "somebody is no longer told"),
                    ("listed", "added a step to the checklist"),
                    ("ticked", "ticked a step off"),
                    ("unticked", "took a tick back"),
                    ("followed_up", "answered in a new ticket"),
                    ("follows", "answered a closed ticket"),
                    ("unlisted", "removed a step from the checklist"),
                    ("logged", "wrote down time spent"),
                    ("relogged", "changed time spent"),
                    ("unlogged", "removed time spent"),
                ],
                max_length=12,
            ),
        ),
    ]
