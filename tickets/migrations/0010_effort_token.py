"""An effort is written down once, however often its form is sent; there are none before this."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0009_silent_saves")]

    operations = [
        migrations.AddField("effort", "token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]
