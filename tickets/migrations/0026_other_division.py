"""One more reason why a ticket stays as it is; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0025_rules_checked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="massline",
            name="obstacle",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gone", "The ticket is deleted, merged, or no longer visible to you."),
                    ("not_allowed", "The workflow does not lead there from its status."),
                    ("solution", "The solution must be written down before."),
                    ("report", "The report must be written down before."),
                    ("no_field", "Tickets of its type do not have the field, or it cannot be set."),
                    ("required", "The field must not be empty on tickets of its type."),
                    ("division", "The type is not for the division it belongs to."),
                    ("many_tags", "It would have too many tags."),
                    ("customer", "It is another customer's, and nobody agreed that both may read it."),
                    ("not_merged", "One of the tickets was merged or deleted meanwhile."),
                    ("vanished", "What was chosen is no longer offered."),
                    ("since", "It was changed again since."),
                    ("told", "A solution is not taken back: its e-mail is out."),
                    ("broken", "An error in the program."),
                ],
                max_length=12,
                verbose_name="reason",
            ),
        ),
    ]
