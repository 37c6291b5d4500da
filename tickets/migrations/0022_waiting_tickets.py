"""What counts of open tickets, and their usual order, in an index of its own (decision 0023)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_sharing_views"),
        ("customers", "0005_mergers"),
        ("divisions", "0002_division_tells_oneself"),
        ("tickets", "0021_plainer_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("merged_into", None)),
                fields=["status"],
                include=("responsible", "team", "last_activity_at", "id"),
                name="ticket_waiting",
            ),
        ),
    ]
