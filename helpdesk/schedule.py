"""All periodic work of the product, in one table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A task that runs in each ready workspace, about every `seconds` (jittered by a tenth)."""

    task: str
    seconds: int


#: The clock's own tick; the jobs below are handed out by it, workspace by workspace.
TICK_SECONDS = 5

JOBS = (
    # The watcher hears of new mail at once (IMAP IDLE); this round finds what it missed.
    Job("tickets.tasks.fetch_mail", seconds=60),
    # A broker that lost its memory loses nothing: these find the rows.
    Job("notifications.tasks.sweep_outbox", seconds=20),
    Job("tickets.tasks.sweep_mail", seconds=30),
    Job("exports.tasks.sweep_exports", seconds=20),
    Job("imports.tasks.sweep_imports", seconds=20),
    Job("tickets.tasks.sweep_mass_actions", seconds=30),
    Job("tickets.tasks.sweep_mergers", seconds=30),
    # Tickets that were put off come back when their time has come.
    Job("tickets.tasks.wake_tickets", seconds=60),
    # What very many tickets say anew since a name, a type or an own field was changed.
    Job("tickets.tasks.refresh_digests", seconds=20),
    # Which words are common, for a search that knows where to look.
    Job("tickets.tasks.weigh_words", seconds=24 * 60 * 60),
    # What a rolled-back transaction or a deletion leaves on the disk.
    Job("tenants.tasks.sweep_files", seconds=24 * 60 * 60),
)
