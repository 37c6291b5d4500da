"""Types released to organisations, kinds of document, and what staff decide of single tickets (C-13, C-41, RB-4).

New columns have a constant default or are empty, and the indexes of large tables hold no row yet.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_sharing_views"),
        ("customers", "0006_releases"),
        ("divisions", "0002_division_tells_oneself"),
        ("tickets", "0022_waiting_tickets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "kind of document",
                "verbose_name_plural": "kinds of document",
                "ordering": ["position", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TypeRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "release",
                    models.CharField(
                        choices=[
                            ("create", "Create and see"),
                            ("see", "See"),
                            ("documents", "Documents only"),
                            ("nothing", "Nothing"),
                        ],
                        max_length=9,
                        verbose_name="customers may",
                    ),
                ),
                (
                    "documents",
                    models.CharField(
                        choices=[("none", "None"), ("all", "All attachments"), ("chosen", "Chosen kinds of document")],
                        default="none",
                        max_length=6,
                        verbose_name="documents at the object",
                    ),
                ),
            ],
            options={
                "verbose_name": "release of a type",
                "verbose_name_plural": "releases of types",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="ticket",
            name="sharing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As the organisation's settings say"),
                    ("granted", "The whole organisation"),
                    ("revoked", "No customer"),
                ],
                default="",
                editable=False,
                max_length=8,
                verbose_name="who sees it in the portal",
            ),
        ),
        migrations.AddField(
            model_name="tickettype",
            name="divisions",
            field=models.ManyToManyField(
                blank=True, related_name="ticket_types", to="divisions.division", verbose_name="divisions"
            ),
        ),
        migrations.AddField(
            model_name="tickettype",
            name="is_shown_to_customers",
            field=models.BooleanField(default=True, verbose_name="customers see its tickets in the portal"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(condition=models.Q(("sharing", "granted")), fields=["organisation"], name="ticket_granted"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="document_kind",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="tickets.documentkind",
                verbose_name="kind of document",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("document_kind__isnull", False)), fields=["document_kind"], name="attachment_document_kind"
            ),
        ),
        migrations.AddField(
            model_name="typerelease",
            name="document_kinds",
            field=models.ManyToManyField(blank=True, related_name="+", to="tickets.documentkind"),
        ),
        migrations.AddField(
            model_name="typerelease",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="type_releases", to="customers.organisation"
            ),
        ),
        migrations.AddField(
            model_name="typerelease",
            name="type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="tickets.tickettype"
            ),
        ),
        migrations.AddConstraint(
            model_name="typerelease",
            constraint=models.UniqueConstraint(fields=("organisation", "type"), name="one_release_per_type"),
        ),
    ]
