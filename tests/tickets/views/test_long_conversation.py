"""A ticket that was talked about for years: its page stays light, and nothing of it is lost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Contract, Organisation, Product, Project
from tests.making import make_ada, make_carla, make_ticket
from tests.worlds import shared
from tickets.models import Attachment, Category, Event, Message, Origin, Region, Severity, Ticket
from tickets.stretches import LONGEST, MOST, stretch_of

LIGHT = 300_000
HTMX = {"HX-Request": "true"}
WORDS = "Der Aufzug im Nordflügel steht wieder, bitte schicken Sie jemanden vorbei. "


def make_world():
    carla, ada = make_carla(), make_ada()
    return carla, ada, make_long_one(carla, ada)


made, world, carla, ada, long_one = shared(make_world, "carla", "ada", "long_one")


def make_long_one(carla, ada):
    """500 messages over 500 days, half of them ours, every tenth with a file; now and then the subject changed."""
    ticket = make_ticket(carla, subject="The lift", body="How it began.", responsible=ada)
    refer_to_everything(ticket)
    days = [(number, timezone.now() + timedelta(days=number)) for number in range(1, 500)]
    said = [
        Message(
            ticket=ticket,
            kind="public",
            source="portal",
            html=f"<p>Word {number:03}. {WORDS * 10}</p>",
            text=WORDS,
            author=ada if number % 2 else None,
            contact=None if number % 2 else carla,
            created_at=day,
        )
        for number, day in days
    ]
    listed = Message.objects.bulk_create(said)[::10]
    Attachment.objects.bulk_create(
        Attachment(message=message, name="list.txt", content_type="text/plain", size=5) for message in listed
    )
    change = {"field": "subject", "before": "Lift", "after": "The lift"}
    Event.objects.bulk_create(
        Event(ticket=ticket, verb="changed", actor=ada, data=change, created_at=day + timedelta(hours=1)) for _, day in days[::5]
    )
    return ticket


def refer_to_everything(ticket):
    firm = Organisation.objects.create(name="Elbwohnen eG", is_partner=True)
    Ticket.objects.filter(pk=ticket.pk).update(
        category=Category.objects.create(name="Lift"),
        severity=Severity.objects.create(name="Whole house"),
        region=Region.objects.create(name="North"),
        origin=Origin.objects.create(name="Fair"),
        project=Project.objects.create(name="Renewal"),
        partner=firm,
        product=Product.objects.create(name="Lift 500"),
        contract=Contract.objects.create(name="Full service", organisation=firm),
    )


def words_of(page):
    return re.findall(r"Word (\d{3})\.", page)


def test_the_page_of_500_messages_is_light_and_asks_little(long_one, desk):
    path = f"/tickets/{long_one.pk}/"
    desk.get(path)

    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(path)

    assert len(answer.content) < LIGHT
    assert len(asked) <= 20
    assert words_of(answer.content.decode())[-1] == "499"
    assert b"How it began." in answer.content


def test_the_portals_page_of_500_messages_is_light_and_asks_little(long_one, at_portal, carla):
    browser, path = at_portal(carla.user), f"/tickets/{long_one.pk}/"
    browser.get(path)

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)

    assert len(answer.content) < LIGHT
    assert len(asked) <= 20
    assert words_of(answer.content.decode())[-1] == "499"
    assert b"How it began." in answer.content


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page by page", "in place"])
def test_what_happened_before_is_a_click_away_until_the_beginning(long_one, desk, headers):
    page = desk.get(f"/tickets/{long_one.pk}/").content.decode()
    read = words_of(page)
    while older := re.search(r'href="([^"]*before=[^"]*)"', page):
        answer = desk.get(older[1], headers=headers)
        assert len(answer.content) < LIGHT
        page = answer.content.decode()
        read = words_of(page) + read

    assert read == [f"{number:03}" for number in range(1, 500)]


def test_in_the_portal_too(long_one, at_portal, carla):
    browser = at_portal(carla.user)
    page = browser.get(f"/tickets/{long_one.pk}/").content.decode()
    read = words_of(page)
    while older := re.search(r'href="([^"]*before=[^"]*)"', page):
        page = browser.get(f"/tickets/{long_one.pk}/{older[1].split('/')[-1]}").content.decode()
        read = words_of(page) + read

    assert read == [f"{number:03}" for number in range(1, 500)]


def test_whoever_reads_the_newest_first_finds_the_older_below(long_one, ada, desk):
    desk.post(f"/tickets/{long_one.pk}/order/", {"first": "newest"})

    page = desk.get(f"/tickets/{long_one.pk}/").content.decode()

    assert words_of(page)[0] == "499"
    assert page.index("before=") > page.index(f"Word {words_of(page)[-1]}.")
    assert page.index("How it began.") > page.index("before=")


def test_a_short_one_is_shown_whole(carla, ada):
    ticket = make_ticket(carla)

    stretch = stretch_of(ticket, seen_by=ada)

    assert (len(stretch.entries), stretch.opening, stretch.older) == (2, None, "")


def test_long_letters_make_a_short_stretch(carla, ada):
    ticket = make_ticket(carla)
    for number in range(4):
        Message.objects.create(ticket=ticket, kind="public", source="mail", contact=carla, html=str(number) * (LONGEST // 2 - 1))

    stretch = stretch_of(ticket, seen_by=ada)

    assert [entry.html[0] for entry in stretch.entries] == ["2", "3"]
    assert stretch.opening == ticket.messages.first()


def test_a_moment_is_never_torn(carla, ada):
    ticket, now = make_ticket(carla), timezone.now()
    Message.objects.bulk_create(
        Message(
            ticket=ticket,
            kind="public",
            source="mail",
            contact=carla,
            html=str(number),
            created_at=now + timedelta(seconds=number // 3 * 3),
        )
        for number in range(MOST * 2)
    )

    stretch = stretch_of(ticket, seen_by=ada)

    assert [entry.html for entry in stretch.entries] == [str(number) for number in range(39, 80)]


@pytest.mark.parametrize("before", ["nonsense", "2026-13-01", "2026-11-22T10:00:00", "1", "%00"])
def test_a_moment_that_is_none_shows_the_latest(carla, desk, before):
    ticket = make_ticket(carla)

    answer = desk.get(f"/tickets/{ticket.pk}/?before={before}")

    assert (answer.status_code, b"It burns." in answer.content) == (200, True)
