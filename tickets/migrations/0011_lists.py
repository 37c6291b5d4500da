"""People choose the columns of their queue; what own fields, reports and solutions say is found."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models

from tickets.models.own_words import OwnWords

SAID = ("report", "solution")


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0010_effort_token"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="columns",
            field=models.JSONField(blank=True, null=True, verbose_name="columns of the queue"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=GinIndex(
                SearchVector(*SAID, config="german")
                + SearchVector(*SAID, config="simple")
                + OwnWords("custom", config="german")
                + OwnWords("custom", config="simple"),
                name="ticket_findings",
            ),
        ),
    ]
