"""A letter can be taken back before it is due."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting"),
                    ("sending", "Being sent"),
                    ("handing", "Being handed over"),
                    ("sent", "Sent"),
                    ("failed", "Failed"),
                    ("recalled", "Taken back"),
                    ("unclear", "Delivery unclear"),
                ],
                default="queued",
                max_length=8,
            ),
        ),
    ]
