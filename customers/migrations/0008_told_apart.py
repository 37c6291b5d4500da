"""Two who look alike and are not the same. New tables only."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0007_mergers_in_stretches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactsApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("one", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="customers.contact")),
                (
                    "other",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="customers.contact"),
                ),
            ],
            options={
                "verbose_name": "two contacts who are not the same",
                "verbose_name_plural": "contacts who are not the same",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="contacts_apart_once"),
                    models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="contacts_apart_in_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationsApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "one",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="customers.organisation"),
                ),
                (
                    "other",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="customers.organisation"),
                ),
            ],
            options={
                "verbose_name": "two organisations that are not the same",
                "verbose_name_plural": "organisations that are not the same",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="organisations_apart_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="organisations_apart_in_order"
                    ),
                ],
            },
        ),
    ]
