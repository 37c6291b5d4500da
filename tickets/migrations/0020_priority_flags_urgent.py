"""Priorities that make a ticket urgent (T24-33)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0019_tickettype_tells_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="priority",
            name="flags_urgent",
            field=models.BooleanField(default=False, verbose_name="makes a ticket urgent"),
        ),
    ]
