"""The button that takes an answer back."""

from uuid import uuid4

import pytest

from notifications.choices import State
from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.drafting import save_draft
from tickets.models import Draft

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ticket(carla, settings):
    settings.UNDO_SECONDS = 15
    ticket = make_ticket(carla)
    Letter.objects.all().delete()
    return ticket


@pytest.fixture
def sent(ticket, desk):
    """Ada's answer, and the address that takes it back."""
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "We are coming.", "then": "waiting_customer"})
    return f"/tickets/{ticket.pk}/replies/{ticket.messages.last().pk}/withdrawal/"


@pytest.mark.spec("B-6")
def test_toast_and_message_offer_to_take_it_back(ticket, sent, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert page.count(f'action="{sent}"') == 2
    assert "Leaves in a few seconds" in page


@pytest.mark.spec("B-6")
def test_taking_it_back_leads_to_the_composer_with_the_text(ticket, sent, desk, read):
    answer = desk.post(sent)

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{ticket.pk}/")
    assert "Taken back. Nothing was sent; your text is in the composer." in page
    assert "We are coming.</textarea>" in page
    assert 'data-kind="public" open' in page
    assert Letter.objects.get().state == State.RECALLED


@pytest.mark.spec("C-31")
def test_of_an_answer_taken_back_and_a_note_begun_the_later_one_is_open(ticket, sent, ada, desk, read):
    save_draft(ticket, by=ada, kind="internal", html="Bring water.")
    desk.post(sent)
    answer_open = 'data-kind="public" open' in read(desk.get(f"/tickets/{ticket.pk}/"))
    save_draft(ticket, by=ada, kind="internal", html="Bring water and bread.")
    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert (answer_open, 'data-kind="public" open' in page, 'data-kind="internal" open' in page) == (True, False, True)


def test_a_double_click_takes_it_back_once(ticket, sent, desk):
    answers = [desk.post(sent, headers=HTMX) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert (Draft.objects.count(), ticket.events.filter(verb="withdrawn").count()) == (1, 1)


def test_too_late_is_said_in_clear_words(ticket, sent, desk, read):
    Letter.objects.update(state=State.SENT)

    page = read(desk.post(sent, follow=True))

    assert "Too late: the e-mail to Carla Sommer has left already." in page
    assert ticket.messages.count() == 2


def test_a_colleague_sees_no_button_and_may_not(ticket, sent, at_desk, ben, read):
    bens = at_desk(ben)

    page = read(bens.get(f"/tickets/{ticket.pk}/"))

    assert ("Leaves in a few seconds" in page, sent in page) == (True, False)
    assert bens.post(sent).status_code == 403
    assert Letter.objects.get().state == State.QUEUED


@pytest.mark.parametrize("pk", [0, 2**70])
def test_what_was_never_said_does_not_exist(ticket, desk, pk):
    assert desk.post(f"/tickets/{ticket.pk}/replies/{pk}/withdrawal/").status_code == 404


def test_an_old_page_does_not_send_what_was_taken_back(ticket, desk, read):
    typed = {"body": "We are coming.", "then": "open", "token": str(uuid4())}
    desk.post(f"/tickets/{ticket.pk}/replies/", typed)
    desk.post(f"/tickets/{ticket.pk}/replies/{ticket.messages.last().pk}/withdrawal/")

    page = read(desk.post(f"/tickets/{ticket.pk}/replies/", typed, follow=True))

    assert "You took this answer back." in page
    assert (ticket.messages.count(), Letter.objects.count()) == (1, 1)


def test_sent_again_from_the_composer_it_goes(ticket, sent, desk):
    desk.post(sent)

    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "We are coming at noon.", "then": "open", "token": str(uuid4())})

    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == [State.RECALLED, State.QUEUED]
    assert not Draft.objects.exists()


def test_without_the_delay_nothing_can_be_taken_back(ticket, desk, read, settings):
    settings.UNDO_SECONDS = 0

    page = read(desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "Now.", "then": "open"}, follow=True))

    assert ("Your answer is on its way" in page, "withdrawal" in page) == (True, False)
