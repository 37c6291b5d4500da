"""The sender's doors."""

from celery import shared_task

from notifications.delivery import deliver
from notifications.sweeping import sweep


@shared_task
def send_letter(letter_id: int) -> None:
    deliver(letter_id)


@shared_task
def sweep_outbox() -> None:
    for letter_id in sweep():
        send_letter.delay(letter_id)
