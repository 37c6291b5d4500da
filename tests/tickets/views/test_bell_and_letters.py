"""The bell's page, and the list of mails we sent or could not send."""

import pytest

from notifications import bell
from notifications.delivery import BROKEN
from notifications.models import Letter, Ring
from tests.making import make_ticket


@pytest.fixture
def letter(carla):
    make_ticket(carla, acknowledge=True)
    Letter.objects.update(state="failed", error="550 no such box")
    return Letter.objects.get()


def test_the_bell_shows_ones_own_entries(desk, ada, ben, read):
    bell.ring(ada, text="Carla answered", link="/tickets/1/")
    bell.ring(ben, text="For Ben only", link="/tickets/1/")

    page = read(desk.get("/bell/"))

    assert ("Carla answered" in page, "For Ben only" in page) == (True, False)


def test_following_an_entry_is_seeing_it(desk, ada, ben):
    mine, other = (bell.ring(ada, text="New", link="/tickets/1/") for _ in range(2))
    bens = bell.ring(ben, text="New", link="/tickets/1/")

    answers = [desk.get(f"/bell/{ring.pk}/") for ring in (mine, bens)]

    assert [a.status_code for a in answers] == [302, 404]
    assert list(Ring.objects.filter(seen_at=None).order_by("pk")) == [other, bens]


def test_all_are_marked_as_seen_at_once(desk, ada, ben):
    for user in (ada, ada, ben):
        bell.ring(user, text="New", link="/")

    desk.post("/bell/seen/")

    assert [ring.user for ring in Ring.objects.filter(seen_at=None)] == [ben]


@pytest.mark.parametrize(("who", "status"), [("max", 200), ("ada", 403), ("olga", 403)])
def test_the_mails_are_for_those_who_manage_mail(letter, at_desk, request, who, status):
    assert at_desk(request.getfixturevalue(who)).get("/settings/letters/").status_code == status


@pytest.mark.parametrize(("state", "amount"), [("", 1), ("failed", 1), ("unclear", 0), ("waiting", 0), ("sent", 0), ("x", 1)])
def test_the_mails_are_filtered_by_state(letter, max, at_desk, state, amount):
    assert len(at_desk(max).get(f"/settings/letters/?state={state}").context["page"].rows) == amount


def test_a_failed_mail_says_why_and_is_sent_again(letter, max, at_desk, read):
    browser = at_desk(max)
    assert "550 no such box" in read(browser.get("/settings/letters/"))

    answer = browser.post(f"/settings/letters/{letter.pk}/", {"next": "/settings/letters/?state=failed"})

    letter.refresh_from_db()
    assert (letter.state, answer["Location"]) == ("queued", "/settings/letters/?state=failed")


def test_an_error_of_the_program_is_a_plain_sentence_with_its_name_kept_small(letter, max, at_desk, read):
    Letter.objects.update(error=f"{BROKEN}\nKeyError")
    browser = at_desk(max)

    pages = [read(browser.get(page)) for page in ("/settings/letters/?state=failed", f"/{letter.topic.replace(':', 's/')}/")]

    assert [f'{BROKEN} <small class="muted">(KeyError)</small>' in page for page in pages] == [True, True]


def test_an_agent_sends_again_what_is_about_a_ticket_and_nothing_else(letter, desk, olga, at_desk):
    desk.post(f"/settings/letters/{letter.pk}/", {"next": "https://evil.example/"})
    letter.refresh_from_db()
    first = letter.state
    Letter.objects.update(topic="", state="failed")

    assert first == "queued"
    assert desk.post(f"/settings/letters/{letter.pk}/").status_code == 404
    assert at_desk(olga).post(f"/settings/letters/{letter.pk}/").status_code == 403


def test_nobody_is_led_away_from_here(letter, desk):
    answers = [
        desk.post(f"/settings/letters/{letter.pk}/", {"next": there}) for there in ("https://evil.example/", "//evil.example/")
    ]

    assert [answer["Location"] for answer in answers] == ["/settings/letters/"] * 2
