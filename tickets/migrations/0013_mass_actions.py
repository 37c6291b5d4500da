"""Mass actions with their lines: two new tables, none of those that are there is touched."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0012_imported_tickets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MassAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("edit", "Change fields"),
                            ("tag", "Add tags"),
                            ("untag", "Remove tags"),
                            ("assign", "Assign"),
                            ("status", "Set the status"),
                            ("subscribe", "Watch"),
                            ("unsubscribe", "Stop watching"),
                            ("merge", "Merge into one ticket"),
                            ("delete", "Delete"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("chosen", models.JSONField(default=dict)),
                ("silent", models.BooleanField(default=False, verbose_name="without telling anybody")),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, null=True, size=None
                    ),
                ),
                ("query", models.TextField(blank=True)),
                ("reading", models.JSONField(default=list)),
                ("newest", models.BigIntegerField(default=0)),
                ("missing", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Not started"),
                            ("queued", "Waits for its turn"),
                            ("running", "Is being done"),
                            ("done", "Done"),
                            ("cancelled", "Stopped"),
                            ("failed", "Failed"),
                            ("undoing", "Is being undone"),
                            ("undone", "Undone"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("total", models.PositiveIntegerField(default=0, verbose_name="tickets")),
                ("changed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("undone", models.PositiveIntegerField(default=0)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("started_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("finished_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("undone_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("woken_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mass_actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "mass action",
                "verbose_name_plural": "mass actions",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="MassLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not yet"),
                            ("changed", "Changed"),
                            ("same", "Nothing to do"),
                            ("refused", "Not possible"),
                            ("undone", "Undone"),
                            ("kept", "Could not be undone"),
                        ],
                        default="waiting",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "obstacle",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gone", "The ticket is deleted, merged, or no longer visible to you."),
                            ("not_allowed", "The workflow does not lead there from its status."),
                            ("solution", "The solution must be written down before."),
                            ("report", "The report must be written down before."),
                            ("no_field", "Tickets of its type do not have the field, or it cannot be set."),
                            ("required", "The field must not be empty on tickets of its type."),
                            ("many_tags", "It would have too many tags."),
                            ("customer", "It is another customer's, and nobody agreed that both may read it."),
                            ("not_merged", "One of the tickets was merged or deleted meanwhile."),
                            ("vanished", "What was chosen is no longer offered."),
                            ("since", "It was changed again since."),
                            ("told", "A solution is not taken back: its mail is out."),
                            ("broken", "An error in the program."),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("trace", models.JSONField(default=dict)),
                (
                    "action",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="tickets.massaction"),
                ),
            ],
            options={
                "verbose_name": "line of a mass action",
                "verbose_name_plural": "lines of mass actions",
                "ordering": ["number"],
            },
        ),
        migrations.AddIndex(
            model_name="massaction",
            index=models.Index(fields=["by", "-id"], name="mass_action_newest"),
        ),
        migrations.AddIndex(
            model_name="massaction",
            index=models.Index(
                condition=models.Q(("state__in", ("queued", "running", "undoing"))),
                fields=["woken_at"],
                name="mass_action_under_way",
            ),
        ),
        migrations.AddIndex(
            model_name="massaction",
            index=models.Index(fields=["created_at"], name="mass_action_age"),
        ),
        migrations.AddIndex(
            model_name="massline",
            index=models.Index(fields=["action", "state", "number"], name="mass_line_by_state"),
        ),
        migrations.AddConstraint(
            model_name="massline",
            constraint=models.UniqueConstraint(fields=("action", "number"), name="each_ticket_once_in_a_mass_action"),
        ),
    ]
