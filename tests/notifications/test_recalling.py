"""A worker and somebody who takes a letter back, at the same moment: one of them has it."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import outbox
from notifications.choices import State
from notifications.delivery import deliver
from notifications.models import Letter
from tenants.models import Tenant
from tests.notifications.conftest import MailServer
from tests.rushing import at_once


@pytest.mark.spec("B-6")
def test_a_letter_is_either_sent_or_recalled_never_both(hall: Tenant, mail_server: MailServer) -> None:
    recalled = []

    def deliver_when_due(letter: Letter) -> None:
        with hall:
            while Letter.objects.filter(pk=letter.pk, state=State.QUEUED).exists():
                deliver(letter.pk)

    def recall_just_then(letter: Letter) -> None:
        with hall:
            time.sleep(max((letter.due_at - timezone.now()).total_seconds() - 0.002, 0))
            recalled.append(outbox.recall(letter.tells))

    for _ in range(8):
        with hall:
            letter = outbox.queue_plain("plain", to_address="carla@kunde.example", user=None, subject="Hello", text="Hello")
            letter.tells = letter.message_id
            letter.save(update_fields=["tells"])
            outbox.hold_back(letter, until=timezone.now() + timedelta(milliseconds=120))
        at_once(lambda it=letter: deliver_when_due(it), lambda it=letter: recall_just_then(it))  # type: ignore[misc]  # now

    with hall:
        states = list(Letter.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.RECALLED if taken else State.SENT for taken in recalled]
    assert len(mail_server.mails) == recalled.count(False)
