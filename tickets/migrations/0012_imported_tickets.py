"""Tickets can come from a file; choices only, no table changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0011_lists"),
    ]

    operations = [
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
                    ("bounced", "a letter came back"),
                    ("referred", "a mail referred to another ticket"),
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
                    ("invited", "lets somebody else be told as well"),
                    ("left", "somebody is no longer told"),
                    ("listed", "added a step to the checklist"),
                    ("ticked", "ticked a step off"),
                    ("unticked", "took a tick back"),
                    ("followed_up", "answered in a new ticket"),
                    ("follows", "answered a closed ticket"),
                    ("unlisted", "removed a step from the checklist"),
                    ("logged", "wrote down time spent"),
                    ("relogged", "changed time spent"),
                    ("unlogged", "removed time spent"),
                    ("imported", "imported the ticket, or changes to it"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="source",
            field=models.CharField(
                choices=[("mail", "E-mail"), ("portal", "Portal"), ("desk", "Desk"), ("import", "Import")], max_length=8
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="source",
            field=models.CharField(
                choices=[("mail", "E-mail"), ("portal", "Portal"), ("desk", "Desk"), ("import", "Import")],
                max_length=8,
                verbose_name="source",
            ),
        ),
    ]
