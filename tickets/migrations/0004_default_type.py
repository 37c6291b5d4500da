"""Every workspace starts with one type, and what was there before is of it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def furnish(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    TicketType = apps.get_model("tickets", "TicketType")
    Ticket = apps.get_model("tickets", "Ticket")
    default, _ = TicketType.objects.get_or_create(is_default=True)
    Ticket.objects.filter(type=None).update(type=default)
    # Checked now, so that the same transaction may change the table.
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_types_and_fields")]
    operations = [
        migrations.RunPython(furnish, migrations.RunPython.noop),
        migrations.AlterField(
            "ticket",
            "type",
            models.ForeignKey(
                on_delete=models.deletion.PROTECT, related_name="tickets", to="tickets.tickettype", verbose_name="type"
            ),
        ),
    ]
