"""The ticket page."""

import pytest

from notifications import bell
from notifications.models import Letter, Ring
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.claiming import claim
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.models import Category


@pytest.fixture
def ticket(carla):
    return make_ticket(carla, subject="Printer on fire", body="It burns.", quoted_html="<p>Earlier words</p>")


@pytest.mark.spec("BR-16")
def test_the_page_tells_everything_in_order(ticket, ada, desk, read):
    claim(ticket, by=ada)
    note(ticket, by=ada, html="<p>Bring water.</p>")
    reply(ticket, by=ada, html="<p>We are coming.</p>")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    said = ["opened the ticket in the portal", "It burns.", "took the ticket", "Bring water.", "We are coming."]
    places = [page.index(words) for words in ["It burns.", said[0], *said[2:]]]
    assert places == sorted(places)


def test_an_internal_note_looks_like_nothing_else(ticket, ada, desk, read):
    note(ticket, by=ada, html="<p>Bring water.</p>")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert page.count('class="message message-internal"') == 1
    assert page.count('class="message message-customer"') == 1


def test_quoted_text_is_folded_away(ticket, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert page.index('<details class="message-quoted">') < page.index("Earlier words")


@pytest.mark.spec("CP-34")
def test_the_public_composer_says_who_gets_a_mail(ticket, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert "Reply (e-mail to the customer)" in page
    said = "E-mail to <strong>Carla Sommer</strong> (carla@<wbr>kunde<wbr>.example), and shows in the portal"
    assert said in page
    assert "Send to Carla Sommer" in page
    assert "Save note" in page


@pytest.mark.spec("B-2", "CP-34", "C-31")
def test_the_two_composers_differ_in_colour_icon_label_and_button(ticket, desk):
    page = desk.get(f"/tickets/{ticket.pk}/").content.decode()
    public, internal = page[page.index('data-kind="public"') :].split('data-kind="internal"')

    for composer, icons, button in ((public, ("reply", "send"), "primary"), (internal, ("lock", "sticky-note"), "note")):
        assert all(f"#{icon}" in composer for icon in icons)
        assert f"button-{button}" in composer
    assert ("Send to Carla Sommer" in internal, "Save note" in public) == (False, False)


def test_the_internal_note_is_open_by_default(ticket, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert 'data-kind="internal" open' in page
    assert 'data-kind="public" open' not in page


def test_opening_a_ticket_is_seeing_what_the_bell_said_about_it(ticket, ada, desk):
    bell.ring(ada, text="New", link="/", topic=ticket.topic)
    bell.ring(ada, text="Other", link="/", topic="ticket:0")

    answer = desk.get(f"/tickets/{ticket.pk}/")

    assert [ring.text for ring in Ring.objects.filter(user=ada, seen_at=None)] == ["Other"]
    assert answer.context["bell_count"] == 1


def test_the_requesters_other_tickets_stand_beside_it(ticket, carla, kai, desk):
    other = make_ticket(carla, subject="Other")
    make_ticket(kai, subject="Somebody else's")

    assert list(desk.get(f"/tickets/{ticket.pk}/").context["past"]) == [other]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "Sent"),
        ("queued", "On its way"),
        ("failed", "550 no such box"),
        ("unclear", "sending it again may bring it twice"),
        ("recalled", "Will not be sent any more"),
    ],
)
def test_a_message_shows_the_fate_of_its_letter(ticket, ada, desk, read, state, words):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    Letter.objects.filter(message_id=message.message_id).update(state=state, error="550 no such box" if state == "failed" else "")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert words in page
    assert ("Send again" in page) == (state in ("failed", "unclear"))


def test_a_letter_without_a_message_that_failed_is_shown_above(carla, desk, read):
    ticket = make_ticket(carla, acknowledge=True)
    Letter.objects.filter(template="ticket_opened").update(state="failed", error="550 no such box")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert "An e-mail about this ticket was not delivered" in page
    assert "550 no such box" in page


def test_inline_pictures_are_not_offered_twice(carla, desk, read):
    picture = Upload("plan.png", b"\x89PNG\r\n\x1a\n", content_id="plan", is_inline=True)
    ticket = make_ticket(carla, body='See <img src="cid:plan">', attachments=[picture, Upload("list.txt", b"one")])
    pk = ticket.messages.get().attachments.get(name="plan.png").pk

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert page.count(f"/attachments/{pk}/") == 1
    assert "list.txt" in page


def test_a_workspace_without_categories_sees_no_such_field(ticket, desk, read):
    before = read(desk.get(f"/tickets/{ticket.pk}/"))
    Category.objects.create(name="Lift")
    after = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert ('name="category"' in before, 'name="category"' in after) == (False, True)
