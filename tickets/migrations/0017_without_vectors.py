"""What digests have, no other column has any more (decision 0028). PostgreSQL drops columns without looking at a row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0016_digests"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="message", name="message_search"),
        migrations.RemoveIndex(model_name="ticket", name="ticket_search"),
        migrations.RemoveIndex(model_name="ticket", name="ticket_findings"),
        migrations.RemoveField(model_name="message", name="search"),
        migrations.RemoveField(model_name="ticket", name="search"),
    ]
