"""Rules, and internal notes that one of them wrote (C-22)."""

import django.db.models.deletion
import django.utils.timezone
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

WRITTEN_BY_SOMEBODY = models.CheckConstraint(
    condition=models.Q(author__isnull=False, contact__isnull=True)
    | models.Q(author__isnull=True, contact__isnull=False)
    | models.Q(author__isnull=True, contact__isnull=True, kind="internal") & ~models.Q(rule=""),
    name="message_has_an_author",
)


class Migration(migrations.Migration):
    """No table is read: whatever the narrower constraint let in, the wider one lets in as well; the next migration makes sure."""

    dependencies = [
        ("accounts", "0006_rules"),
        ("tickets", "0023_releases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "happening",
                    models.CharField(
                        choices=[
                            ("opened", "A ticket comes in"),
                            ("answered", "The customer answers"),
                            ("replied", "We answer the customer"),
                            ("status", "The status changes"),
                            ("changed", "Fields, tags or who is responsible change"),
                            ("by_hand", "By hand: a button on the ticket (own action)"),
                        ],
                        default="opened",
                        max_length=8,
                        verbose_name="when",
                    ),
                ),
                ("query", models.TextField(blank=True, verbose_name="conditions")),
                ("deeds", models.JSONField(default=list)),
                ("goes_on", models.BooleanField(default=True, verbose_name="the rules behind it act as well")),
                ("is_active", models.BooleanField(default=False, verbose_name="active")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("preset", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="accounts.team",
                        verbose_name="offered to",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(condition=~models.Q(preset=""), fields=["preset"], name="one_rule_per_preset")
                ],
            },
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("opened", "opened the ticket"),
                    ("replied", "replied"),
                    ("noted", "wrote an internal note"),
                    ("silent", "told nobody"),
                    ("withdrawn", "took an answer back"),
                    ("edited", "edited a message"),
                    ("redacted", "redacted a message"),
                    ("claimed", "claimed the ticket"),
                    ("assigned", "changed who is responsible"),
                    ("status", "changed the status"),
                    ("changed", "changed a field"),
                    ("reopened", "reopened the ticket"),
                    ("closed", "closed the ticket"),
                    ("bounced", "an e-mail came back"),
                    ("referred", "an e-mail referred to another ticket"),
                    ("merged", "merged the ticket into another"),
                    ("took_in", "merged another ticket into this one"),
                    ("unmerged", "undid a merge"),
                    ("split", "moved a message into a ticket of its own"),
                    ("split_off", "split this ticket off another"),
                    ("snoozed", "put the ticket off until a date"),
                    ("woken", "woke the ticket"),
                    ("deleted", "deleted the ticket"),
                    ("restored", "restored the ticket"),
                    ("copied", "copied the ticket"),
                    ("copy_of", "copied this ticket from another"),
                    ("recommended", "recommended the ticket"),
                    ("linked", "linked another ticket"),
                    ("unlinked", "removed a link"),
                    ("invited", "added a participant"),
                    ("left", "somebody is no longer a participant"),
                    ("listed", "added a step to the checklist"),
                    ("ticked", "ticked a step off"),
                    ("unticked", "unticked a step"),
                    ("followed_up", "answered in a new ticket"),
                    ("follows", "answered a closed ticket"),
                    ("unlisted", "removed a step from the checklist"),
                    ("logged", "recorded time spent"),
                    ("relogged", "changed time spent"),
                    ("unlogged", "removed time spent"),
                    ("imported", "imported the ticket, or changes to it"),
                    ("ruled", "a rule acted, or could not"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="rule",
            field=models.CharField(blank=True, default="", editable=False, max_length=80),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="message", name="message_has_one_author"),
        AddConstraintNotValid(model_name="message", constraint=WRITTEN_BY_SOMEBODY),
    ]
