"""What rows are known by lies in a table of its own, where an index finds it. Dropping a column rewrites nothing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Known",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=16)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "what a row is known by",
                "verbose_name_plural": "what rows are known by",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveIndex(
            model_name="line",
            name="line_known_by",
        ),
        migrations.RemoveField(
            model_name="line",
            name="keys",
        ),
        migrations.AddField(
            model_name="known",
            name="importing",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="imports.import"
            ),
        ),
        migrations.AddConstraint(
            model_name="known",
            constraint=models.UniqueConstraint(fields=("importing", "run", "key"), name="known_once"),
        ),
    ]
