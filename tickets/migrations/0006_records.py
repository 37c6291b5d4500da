"""Links, subscriptions, participants, checklists, merges, the bin, and tickets put off until a date."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_built_in_roles"),
        ("customers", "0002_projects_products_articles_contracts"),
        ("divisions", "0001_initial"),
        ("tickets", "0005_conversation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="step")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "checklist item",
                "verbose_name_plural": "checklist items",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("moved", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "level",
                    models.CharField(
                        choices=[("creation", "Only once, at the beginning"), ("all", "Every public message")],
                        default="all",
                        max_length=8,
                        verbose_name="is told",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TicketLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("parent", "Parent of"), ("duplicate", "Duplicate of"), ("related", "Related to")],
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="ticket",
            name="deleted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="deleted"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="deleted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merged",
                to="tickets.ticket",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="snoozed_until",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="put off until"),
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
                    ("unlisted", "removed a step from the checklist"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("snoozed_until__isnull", False)), fields=["snoozed_until"], name="ticket_wakes"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", False)), fields=["-deleted_at", "-id"], name="ticket_bin"
            ),
        ),
        migrations.AddField(
            model_name="checklistitem",
            name="done_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="checklistitem",
            name="ticket",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="checklist", to="tickets.ticket"),
        ),
        migrations.AddField(
            model_name="merge",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="merge",
            name="into",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="merges_in", to="tickets.ticket"),
        ),
        migrations.AddField(
            model_name="merge",
            name="ticket",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="merges", to="tickets.ticket"),
        ),
        migrations.AddField(
            model_name="participant",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="customers.contact",
                verbose_name="contact",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="tickets.ticket"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="subscriptions", to="tickets.ticket"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="subscriptions", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ticketlink",
            name="created_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ticketlink",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="links_out", to="tickets.ticket"),
        ),
        migrations.AddField(
            model_name="ticketlink",
            name="target",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="links_in", to="tickets.ticket"),
        ),
        migrations.AddConstraint(
            model_name="checklistitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", False), ("done_by__isnull", True), _connector="OR"),
                name="who_ticks_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("ticket",), name="merged_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("ticket", models.F("into")), _negated=True), name="merged_into_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(fields=("ticket", "contact"), name="one_participation_each"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                models.F("ticket"),
                django.db.models.functions.text.Lower("address"),
                condition=models.Q(("address", ""), _negated=True),
                name="one_participation_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address", ""), ("contact__isnull", False)),
                    models.Q(("contact__isnull", True), models.Q(("address", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_participant_is_contact_or_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(fields=("ticket", "user"), name="one_subscription_each"),
        ),
        migrations.AddConstraint(
            model_name="ticketlink",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Least("source", "target"),
                django.db.models.functions.comparison.Greatest("source", "target"),
                name="one_link_per_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", models.F("target")), _negated=True), name="links_lead_elsewhere"
            ),
        ),
    ]
