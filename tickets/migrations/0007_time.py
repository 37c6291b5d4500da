"""Clocks that every ticket keeps, time that is measured, and efforts written down."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: What the clocks say of tickets that were there before.
FACTS = """
    WITH said AS (
        SELECT ticket_id, min(created_at) AS at FROM tickets_message WHERE contact_id IS NOT NULL GROUP BY ticket_id
    ), asked AS (
        SELECT ticket.id, coalesce(said.at, ticket.opened_at) AS at
        FROM tickets_ticket AS ticket LEFT JOIN said ON said.ticket_id = ticket.id
    )
    UPDATE tickets_ticket AS ticket
    SET asked_at = asked.at, responded_at = (
        SELECT min(message.created_at) FROM tickets_message AS message
        WHERE message.ticket_id = ticket.id AND message.kind = 'public' AND message.author_id IS NOT NULL
            AND message.created_at >= asked.at
    )
    FROM asked WHERE asked.id = ticket.id
"""
AT_ONCE = 500


def look_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(FACTS)
    Status, Span = apps.get_model("tickets", "Status"), apps.get_model("tickets", "StatusSpan")
    called: dict[str, int] = {}
    for status in Status.objects.order_by("is_default", "pk"):
        called[status.name or status.category] = status.pk
    tickets = apps.get_model("tickets", "Ticket").objects.order_by("pk")
    moves = apps.get_model("tickets", "Event").objects.filter(data__field="status").order_by("created_at", "pk")
    for ticket in tickets.iterator(AT_ONCE):
        Span.objects.bulk_create(_spans(Span, ticket, moves.filter(ticket=ticket), called))
    # Checked now, so that the same transaction may change the tables.
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _spans(span: Any, ticket: Any, moves: Any, called: dict[str, int]) -> Iterator[Any]:
    """As the history says it; what it says in words that no status bears any more, it says to nobody."""
    stood = list(_stood(ticket, moves, called))
    ends = [at for _, at in stood[1:]] + [_end(ticket, stood[-1][1])]
    for (status, at), end in zip(stood, ends, strict=True):
        yield span(ticket=ticket, status_id=status, began_at=at, ended_at=end)


def _stood(ticket: Any, moves: Any, called: dict[str, int]) -> Iterator[tuple[int, datetime]]:
    moves = list(moves)
    first = _status(moves[0].data.get("from"), called) if moves else ticket.status_id
    yield first or ticket.status_id, ticket.opened_at
    for move in moves:
        status = ticket.status_id if move == moves[-1] else _status(move.data.get("to"), called)
        if status:
            yield status, max(move.created_at, ticket.opened_at)


def _status(told: Any, called: dict[str, int]) -> int | None:
    return called.get(told.get("category", "") if isinstance(told, dict) else str(told))


def _end(ticket: Any, began_at: datetime) -> datetime | None:
    """Merged and deleted tickets stand nowhere."""
    if ticket.merged_into_id or ticket.deleted_at:
        return max(ticket.deleted_at or ticket.last_activity_at, began_at)
    return None


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0006_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="asked_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="asked"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="responded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="first answer"),
        ),
        migrations.AddField(
            model_name="tickettype",
            name="measures_time",
            field=models.BooleanField(default=False, verbose_name="the time spent on open tickets is measured"),
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("opened", "opened the ticket"),
                    ("replied", "replied"),
                    ("noted", "wrote an internal note"),
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
                    ("unlisted", "removed a step from the checklist"),
                    ("logged", "wrote down time spent"),
                    ("relogged", "changed time spent"),
                    ("unlogged", "removed time spent"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Effort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="day")),
                ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="hours")),
                ("days", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="days")),
                ("measured", models.DurationField(blank=True, null=True, verbose_name="measured")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("is_billable", models.BooleanField(default=False, verbose_name="billable")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="efforts", to="tickets.ticket"),
                ),
            ],
            options={
                "verbose_name": "effort",
                "verbose_name_plural": "efforts",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StatusSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("status", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tickets.status")),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="status_spans", to="tickets.ticket"
                    ),
                ),
            ],
            options={
                "verbose_name": "time in a status",
                "verbose_name_plural": "times in a status",
                "ordering": ["began_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Stint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("input_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tab", models.CharField(blank=True, max_length=36)),
                ("is_running", models.BooleanField(default=False)),
                (
                    "effort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stints",
                        to="tickets.effort",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "ticket",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="stints", to="tickets.ticket"),
                ),
            ],
            options={
                "verbose_name": "stint",
                "verbose_name_plural": "stints",
                "ordering": ["began_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="effort",
            index=models.Index(fields=["ticket", "-on", "-id"], name="effort_in_order"),
        ),
        migrations.AddConstraint(
            model_name="effort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("days", None), ("hours", None), ("measured__gte", timedelta(0))),
                    models.Q(("measured", None), models.Q(("hours__isnull", False), ("days__isnull", False), _connector="OR")),
                    _connector="OR",
                ),
                name="measured_or_by_hand",
            ),
        ),
        migrations.AddConstraint(
            model_name="effort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hours", None), ("hours__gt", 0), _connector="OR"),
                    models.Q(("days", None), ("days__gt", 0), _connector="OR"),
                ),
                name="by_hand_is_some_time",
            ),
        ),
        migrations.AddIndex(
            model_name="statusspan",
            index=models.Index(fields=["ticket", "began_at"], name="status_span_in_order"),
        ),
        migrations.AddConstraint(
            model_name="statusspan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("ticket",), name="in_one_status_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusspan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("began_at")), _connector="OR"),
                name="a_span_ends_after_it_began",
            ),
        ),
        migrations.AddIndex(
            model_name="stint",
            index=models.Index(condition=models.Q(("effort", None)), fields=["ticket", "person"], name="stint_not_kept"),
        ),
        migrations.AddConstraint(
            model_name="stint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_running", True)), fields=("person",), name="one_stint_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="stint",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__gte", models.F("began_at"))), name="a_stint_ends_after_it_began"
            ),
        ),
        migrations.RunPython(look_back, migrations.RunPython.noop),
    ]
