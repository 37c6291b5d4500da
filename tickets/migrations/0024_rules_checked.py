"""Looks through the messages once for what `0023_rules` says of them; nobody has to wait for that."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0023_rules")]

    operations = [ValidateConstraint(model_name="message", name="message_has_an_author")]
