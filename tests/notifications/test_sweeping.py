"""What nobody woke is found again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import outbox
from notifications.choices import State
from notifications.delivery import MOST_PAUSES
from notifications.models import Letter
from notifications.sweeping import STOPPED_AT_THE_DOOR, STOPPED_OFTEN, sweep
from tests.notifications.conftest import Queue


def test_due_letters_are_found_oldest_first_and_others_are_not(queue: Queue) -> None:
    first, second, later, sent = queue(), queue(), queue(), queue()
    now = timezone.now()
    Letter.objects.filter(pk=second.pk).update(due_at=now - timedelta(hours=1))
    Letter.objects.filter(pk=later.pk).update(due_at=now + timedelta(hours=1))
    Letter.objects.filter(pk=sent.pk).update(state=State.SENT)

    assert sweep() == [second.pk, first.pk]


@pytest.mark.parametrize(
    ("state", "attempts", "becomes", "error"),
    [
        (State.SENDING, 1, State.QUEUED, ""),
        (State.SENDING, MOST_PAUSES + 1, State.FAILED, STOPPED_OFTEN),
        (State.HANDING_OVER, 1, State.UNCLEAR, STOPPED_AT_THE_DOOR),
    ],
)
def test_what_dead_workers_held_is_let_go(queue: Queue, state: State, attempts: int, becomes: State, error: str) -> None:
    letter = queue()
    Letter.objects.update(state=state, attempts=attempts, claimed_at=timezone.now() - timedelta(hours=1))

    sweep()

    letter.refresh_from_db()
    assert (letter.state, letter.error) == (becomes, error)


def test_what_a_living_worker_holds_stays_with_it(queue: Queue) -> None:
    letter = queue()
    Letter.objects.update(state=State.HANDING_OVER, claimed_at=timezone.now())

    assert sweep() == []
    letter.refresh_from_db()
    assert letter.state == State.HANDING_OVER


@pytest.mark.parametrize("state", [State.FAILED, State.UNCLEAR])
def test_staff_may_send_again_what_failed_or_is_unclear(queue: Queue, state: State) -> None:
    letter = queue()
    Letter.objects.update(state=state, error="why", attempts=9)

    outbox.send_again(letter)

    letter.refresh_from_db()
    assert (letter.state, letter.error, letter.attempts) == (State.QUEUED, "", 0)


def test_what_was_sent_is_not_sent_again(queue: Queue) -> None:
    letter = queue()
    Letter.objects.update(state=State.SENT)

    outbox.send_again(letter)

    letter.refresh_from_db()
    assert letter.state == State.SENT
