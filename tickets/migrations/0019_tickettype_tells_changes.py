"""Types whose customers hear of changes (BR-14)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0018_corrections"),
    ]

    operations = [
        migrations.AddField(
            model_name="tickettype",
            name="tells_changes",
            field=models.BooleanField(
                default=False,
                verbose_name="the customer is told of changes of priority, category, status and estimated solution",
            ),
        ),
    ]
