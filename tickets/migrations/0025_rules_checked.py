"""Looks through the messages once for what `0024_rules` says of them; nobody has to wait for that."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0024_rules")]

    operations = [ValidateConstraint(model_name="message", name="message_has_an_author")]
