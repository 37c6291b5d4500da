"""A letter knows what it tells, so that it can be taken back with what it tells of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_recalled_letters")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="tells",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(condition=models.Q(("tells", ""), _negated=True), fields=["tells"], name="letter_tells"),
        ),
    ]
