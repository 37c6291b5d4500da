"""An answer can be taken back while it lies in the outbox (B-6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.choices import State
from notifications.delivery import deliver
from notifications.models import Letter
from notifications.sweeping import sweep
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.closing import close
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.actions.withdrawing import TooLate, withdraw
from tickets.choices import Category, Source
from tickets.models import Draft, Message
from tickets.timeline import timeline


@pytest.fixture
def ticket(carla, settings):
    settings.UNDO_SECONDS = 15
    ticket = make_ticket(carla)
    Letter.objects.all().delete()
    return ticket


def time_passes(message):
    """Its fifteen seconds are over."""
    past = timezone.now() - timedelta(seconds=1)
    Letter.objects.filter(message_id=message.message_id).update(due_at=past)
    Message.objects.filter(pk=message.pk).update(leaves_at=past)


@pytest.mark.spec("B-6")
def test_an_answer_waits_in_the_outbox_and_then_leaves_by_itself(ticket, ada):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    letter = Letter.objects.get()

    deliver(letter.pk)
    too_early = (Letter.objects.get().state, sweep())
    time_passes(message)

    assert too_early == (State.QUEUED, [])
    assert 14 < (letter.due_at - timezone.now()).total_seconds() <= 15
    assert sweep() == [letter.pk]


@pytest.mark.spec("B-6")
def test_what_is_taken_back_never_goes_and_is_a_draft_again(ticket, ada):
    before = ticket.status
    message = reply(ticket, by=ada, html="<p>We are coming.</p>", attachments=[Upload("plan.pdf", b"%PDF-1.7 x")])

    withdraw(message, by=ada)

    ticket.refresh_from_db()
    [draft] = Draft.objects.all()
    assert (draft.author, draft.html, [file.name for file in draft.attachments.all()]) == (
        ada,
        "<p>We are coming.</p>",
        ["plan.pdf"],
    )
    assert (ticket.status, ticket.messages.count(), Letter.objects.get().state) == (before, 1, State.RECALLED)
    Letter.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert sweep() == []


def test_the_history_says_that_it_was_taken_back(ticket, ada):
    withdraw(reply(ticket, by=ada, html="<p>We are coming.</p>"), by=ada)

    assert [event.verb for event in ticket.events.all()] == ["opened", "replied", "status", "status", "withdrawn"]


def test_taking_back_twice_is_once(ticket, ada):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    same = Message.objects.get(pk=message.pk)

    withdraw(message, by=ada)
    withdraw(same, by=ada)

    assert Draft.objects.get().html == "<p>We are coming.</p>"
    assert ticket.events.filter(verb="withdrawn").count() == 1


@pytest.mark.parametrize("state", [State.SENDING, State.HANDING_OVER, State.SENT, State.UNCLEAR])
def test_what_a_worker_has_cannot_be_taken_back(ticket, ada, state):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    Letter.objects.update(state=state)

    with pytest.raises(TooLate):
        withdraw(message, by=ada)

    assert (ticket.messages.count(), Letter.objects.get().state, Draft.objects.exists()) == (2, state, False)


def test_what_is_due_belongs_to_the_worker(ticket, ada):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    time_passes(message)

    with pytest.raises(TooLate):
        withdraw(message, by=ada)


def test_a_status_that_somebody_set_meanwhile_stays(ticket, ada, ben):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    close(ticket, by=ben)

    withdraw(message, by=ada)

    ticket.refresh_from_db()
    assert ticket.status.category == Category.CLOSED


@pytest.mark.spec("B-6")
def test_the_answer_leaves_before_the_word_that_it_is_closed_and_can_still_be_taken_back(ticket, ada):
    """Closing stays where the answer moved nothing, and has an undo of its own."""
    message = reply(ticket, by=ada, html="<p>We are coming.</p>", then=None)
    close(ticket, by=ada)
    answer, closed = Letter.objects.order_by("pk")

    withdraw(message, by=ada)

    ticket.refresh_from_db()
    assert answer.due_at < closed.due_at
    assert [letter.state for letter in Letter.objects.order_by("pk")] == [State.RECALLED, State.QUEUED]
    assert (ticket.status.category, ticket.messages.count()) == (Category.CLOSED, 1)


def test_taking_back_an_answer_that_closed_opens_again(ticket, ada):
    message = reply(ticket, by=ada, html="<p>Done.</p>", then=Category.CLOSED)

    withdraw(message, by=ada)

    ticket.refresh_from_db()
    assert (ticket.status.category, ticket.closed_at) == (Category.NEW, None)


def test_what_was_typed_meanwhile_stays_below(ticket, ada):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    Draft.objects.create(ticket=ticket, author=ada, kind="public", html="<p>And bring water.</p>")

    withdraw(message, by=ada)

    assert Draft.objects.get().html == "<p>We are coming.</p><p>And bring water.</p>"


@pytest.mark.spec("B-6", "RB-15")
def test_no_customer_reads_what_can_still_be_taken_back(ticket, ada, carla):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")

    early = [entry for entry in timeline(ticket, seen_by=carla.user) if isinstance(entry, Message)]
    time_passes(message)
    late = [entry for entry in timeline(ticket, seen_by=carla.user) if isinstance(entry, Message)]

    assert (len(early), late[1:]) == (1, [message])


def test_an_answer_by_mail_and_a_note_do_not_wait(ticket, ada):
    by_mail = reply(ticket, by=ada, html="<p>By mail.</p>", source=Source.MAIL)
    written = note(ticket, by=ada, html="<p>Bring water.</p>")

    assert (by_mail.leaves_at, written.leaves_at) == (None, None)
    with pytest.raises(TooLate):
        withdraw(by_mail, by=ada)
    with pytest.raises(TooLate):
        withdraw(written, by=ada)


def test_sent_again_the_draft_and_its_chosen_files_go(ticket, ada):
    files = [Upload("plan.pdf", b"%PDF-1.7 x"), Upload("wrong.txt", b"wrong")]
    withdraw(reply(ticket, by=ada, html="<p>We are coming.</p>", attachments=files), by=ada)
    chosen = Draft.objects.get().attachments.filter(name="plan.pdf")

    message = reply(ticket, by=ada, html="<p>We are coming at noon.</p>", drafted=chosen)

    assert [file.name for file in message.attachments.all()] == ["plan.pdf"]
    assert [file["name"] for file in Letter.objects.get(state=State.QUEUED).attachments] == ["plan.pdf"]
    assert not Draft.objects.exists()
