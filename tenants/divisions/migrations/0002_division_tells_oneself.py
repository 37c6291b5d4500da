"""Whether people hear of what they do themselves (C-29)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("divisions", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="division",
            name="tells_oneself",
            field=models.BooleanField(default=False, verbose_name="tell people of their own actions, too"),
        ),
    ]
