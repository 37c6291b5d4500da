"""What an organisation's people see in the portal. Those there are keep what they saw: their own tickets; new ones begin with
their objects, too. Defaults need no row rewritten.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_mergers"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="chosen_assets",
            field=models.ManyToManyField(
                blank=True, related_name="chosen_by", to="customers.asset", verbose_name="chosen objects"
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="has_chosen_assets",
            field=models.BooleanField(default=False, verbose_name="only chosen objects"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="chooses_types",
            field=models.BooleanField(default=False, verbose_name="only chosen types of tickets"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="reach",
            field=models.CharField(
                choices=[
                    ("own", "Their own tickets"),
                    ("objects", "Their own tickets, and all tickets about their objects"),
                    ("organisation", "All tickets of the organisation"),
                ],
                default="own",
                max_length=12,
                verbose_name="what its people see in the portal",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="reach",
            field=models.CharField(
                choices=[
                    ("own", "Their own tickets"),
                    ("objects", "Their own tickets, and all tickets about their objects"),
                    ("organisation", "All tickets of the organisation"),
                ],
                default="objects",
                max_length=12,
                verbose_name="what its people see in the portal",
            ),
        ),
    ]
