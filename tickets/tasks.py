"""The worker's doors: the clock, the watcher and the desk knock here."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tenants.envelope import task
from tickets.actions.carrying import carry, neglected
from tickets.actions.digesting import refresh, weigh
from tickets.actions.pursuing import pursue
from tickets.actions.snoozing import wake_due
from tickets.actions.sweeping import sweep
from tickets.choices import MailState
from tickets.mail.fetch import Busy, fetch, watched
from tickets.mail.receive import receive
from tickets.models import IncomingMail

#: Seconds until somebody who found another at the mailbox looks again: news may have come behind the other's back.
LOOK_AGAIN = 1
AT_ONCE = 500
#: So many seconds digests are made anew before others get their turn.
REFRESHING = 15


@task()
def fetch_mail() -> None:
    for mailbox in watched():
        fetch_mail_of.delay(mailbox.pk)


@task()
def fetch_mail_of(mailbox_id: int, tries: int = 0) -> None:
    """`tries`: how often to come back when somebody else is at the mailbox; who has heard of news does, the clock does not."""
    mailbox = watched().filter(pk=mailbox_id).first()
    if mailbox is None:
        return
    try:
        for mail_id in fetch(mailbox):
            receive_mail.delay_on_commit(mail_id)
    except Busy:
        if tries:
            fetch_mail_of.apply_async(args=(mailbox_id, tries - 1), countdown=LOOK_AGAIN, expires=60)


@task()
def receive_mail(mail_id: int) -> None:
    receive(mail_id)


@task()
def refresh_digests() -> None:
    """For a while; then others get their turn, and the clock comes again."""
    refresh(seconds=REFRESHING)


@task()
def weigh_words() -> None:
    weigh()


@task()
def wake_tickets() -> None:
    wake_due()


@task()
def pursue_mass_action(action_id: int) -> None:
    """A while at a time: others have their turn in between."""
    if pursue(action_id):
        pursue_mass_action.delay(action_id)


@task()
def sweep_mass_actions() -> None:
    for action_id in sweep():
        pursue_mass_action.delay(action_id)


@task()
def carry_on_merger(noun: str, merger_id: int) -> None:
    """As above."""
    if carry(noun, merger_id):
        carry_on_merger.delay(noun, merger_id)


@task()
def sweep_mergers() -> None:
    for noun, merger_id in neglected():
        carry_on_merger.delay(noun, merger_id)


@task()
def sweep_mail() -> None:
    """Mails that lie in the ledger unread: their worker died, or the broker forgot them."""
    since = timezone.now() - timedelta(seconds=settings.MAIL_LEASE_SECONDS)
    forgotten = IncomingMail.objects.filter(state=MailState.RECEIVED, received_at__lt=since).order_by("received_at")
    for mail_id in forgotten.values_list("pk", flat=True)[:AT_ONCE]:
        receive_mail.delay(mail_id)
