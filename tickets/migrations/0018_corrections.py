"""Customers correct their words until staff read them (C-14). New columns without a look at any row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0017_without_vectors"),
    ]

    operations = [
        migrations.AddField("message", "read_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("messageversion", "removed", models.JSONField(blank=True, default=list)),
        migrations.AddField("messageversion", "added", models.JSONField(blank=True, default=list)),
    ]
