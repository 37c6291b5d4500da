"""What changed hands in a merger is kept stretch by stretch, so that a worker can go on with it. Both tables are small."""

from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_ONCE = 500


def cut(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Mergers of before, in the order in which they are undone backwards."""
    for noun in ("Contact", "Organisation"):
        stretches = apps.get_model("customers", f"{noun}Stretch")
        for merger in apps.get_model("customers", f"{noun}Merger").objects.filter(undone_at=None).order_by("pk").iterator():
            made = [stretches(merger=merger, kind=kind, rows=rows, more=more) for kind, rows, more in _stretches(merger.moved)]
            stretches.objects.bulk_create(made)
            merger.done = merger.total = sum(len(stretch.rows) for stretch in made)
            merger.save(update_fields=["done", "total"])


def _stretches(moved: dict[str, Any]) -> Iterator[tuple[str, list[int], dict[str, Any]]]:
    for kind, rows in moved.items():
        if kind == "custom":
            for key, keys in rows.items():
                yield from _cut(f"custom_{key}", keys)
        elif kind != "left":
            yield from _cut(kind, rows)
    if moved.get("left"):
        yield "participants", [], {"left": moved["left"]}


def _cut(kind: str, keys: list[int]) -> Iterator[tuple[str, list[int], dict[str, Any]]]:
    for start in range(0, len(keys), AT_ONCE):
        yield kind, keys[start : start + AT_ONCE], {}


def new_columns(noun: str) -> list[migrations.AddField]:
    columns: dict[str, Any] = {
        "is_under_way": models.BooleanField(default=False, editable=False),
        "done": models.PositiveIntegerField(default=0, editable=False),
        "total": models.PositiveIntegerField(default=0, editable=False),
        "attempts": models.PositiveSmallIntegerField(default=0, editable=False),
        "woken_at": models.DateTimeField(default=django.utils.timezone.now, editable=False),
        "undone_by": models.ForeignKey(
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to=settings.AUTH_USER_MODEL,
        ),
    }
    return [migrations.AddField(model_name=f"{noun}merger", name=name, field=field) for name, field in columns.items()]


def stretch_of(noun: str) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=f"{noun}Stretch",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("kind", models.CharField(max_length=20)),
            ("rows", models.JSONField(default=list)),
            ("more", models.JSONField(default=dict)),
            (
                "merger",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="stretches", to=f"customers.{noun.lower()}merger"
                ),
            ),
        ],
        options={
            "verbose_name": "stretch of a merger",
            "verbose_name_plural": "stretches of a merger",
            "ordering": ["pk"],
            "abstract": False,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_releases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *new_columns("contact"),
        *new_columns("organisation"),
        stretch_of("Contact"),
        stretch_of("Organisation"),
        migrations.RunPython(cut, migrations.RunPython.noop),
        migrations.RemoveField(model_name="contactmerger", name="moved"),
        migrations.RemoveField(model_name="organisationmerger", name="moved"),
    ]
