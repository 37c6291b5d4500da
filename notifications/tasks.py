"""The sender's doors."""

from notifications.delivery import deliver
from notifications.sweeping import sweep
from tenants.envelope import task


@task()
def send_letter(letter_id: int) -> None:
    deliver(letter_id)


@task()
def sweep_outbox() -> None:
    for letter_id in sweep():
        send_letter.delay(letter_id)
