"""Every workspace starts with the seven statuses (RB-21) and three priorities."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CATEGORIES = ["new", "open", "waiting_customer", "waiting_internal", "resolved", "closed", "postponed"]
NORMAL = 2


def furnish(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    Status = apps.get_model("tickets", "Status")
    Priority = apps.get_model("tickets", "Priority")
    for position, category in enumerate(CATEGORIES):
        Status.objects.get_or_create(category=category, is_default=True, defaults={"position": position})
    for level in (1, 2, 3):
        Priority.objects.get_or_create(level=level, defaults={"is_default": level == NORMAL})


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [migrations.RunPython(furnish, migrations.RunPython.noop)]
