"""Labels only; no column changes."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tenant",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
        ),
        migrations.AlterField(
            model_name="tenant",
            name="founder_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail address of the founder"),
        ),
        migrations.AlterField(
            model_name="tenant",
            name="founder_name",
            field=models.CharField(blank=True, max_length=100, verbose_name="name of the founder"),
        ),
        migrations.AlterField(
            model_name="tenant",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting to be prepared"),
                    ("preparing", "Being prepared"),
                    ("ready", "Ready"),
                    ("suspended", "Suspended"),
                    ("failed", "Preparation failed"),
                ],
                db_index=True,
                default="waiting",
                max_length=12,
                verbose_name="state",
            ),
        ),
    ]
