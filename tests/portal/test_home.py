"""The start page: what awaits the customer, what is open, what is done."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from customers.models import Contact
from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.actions.moving import default_status
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.choices import Category
from tickets.models import Ticket

Browser = Callable[..., Client]
ROW = re.compile(r'class="list-title"\s+href="([^"]+)">([^<]+)<')
SIGN = re.compile(r'data-tone="(\w+)"[^>]*>.*?<span>([^<]+)</span>', re.DOTALL)


def rows(html: str) -> list[str]:
    return [subject for _, subject in ROW.findall(html)]


def page(browser: Client, address: str = "/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def set_to(ticket: Ticket, category: Category) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(status=default_status(category))


@pytest.mark.spec("T24-42")
def test_a_big_button_creates_a_ticket(carla: Contact, at_portal: Browser) -> None:
    html = page(at_portal(carla.user))

    assert re.search(r'<a href="/tickets/new/"[^>]*button-primary button-lg[^>]*>.*?Create ticket', html, re.DOTALL)


def test_what_awaits_the_customer_stands_first(carla: Contact, ada: User, at_portal: Browser) -> None:
    reply(make_ticket(carla, subject="Which key?"), by=ada, html="<p>Which one?</p>")
    make_ticket(carla, subject="Cold radiator")

    assert rows(page(at_portal(carla.user))) == ["Which key?", "Cold radiator"]


@pytest.mark.spec("T24-41")
def test_a_customer_sees_only_their_own(carla: Contact, sam: Contact, at_portal: Browser) -> None:
    make_ticket(sam, subject="Sam's secret")
    make_ticket(carla, subject="Cold radiator")

    assert rows(page(at_portal(carla.user))) == ["Cold radiator"]


def test_a_row_is_opened_by_number_and_subject(carla: Contact, at_portal: Browser) -> None:
    ticket = make_ticket(carla, subject="Cold radiator")

    html = page(at_portal(carla.user))

    assert ROW.findall(html) == [(f"/tickets/{ticket.pk}/", "Cold radiator")]
    assert f"#{ticket.pk}" in html


@pytest.mark.spec("RB-19", "RB-20")
@pytest.mark.parametrize(
    ("category", "colour", "words"),
    [
        (Category.NEW, "orange", "In progress"),
        (Category.OPEN, "orange", "In progress"),
        (Category.WAITING_CUSTOMER, "red", "Answer expected"),
        (Category.WAITING_INTERNAL, "orange", "In progress"),
        (Category.RESOLVED, "green", "Closed"),
        (Category.CLOSED, "green", "Closed"),
        (Category.POSTPONED, "grey", "Postponed"),
    ],
)
def test_the_traffic_light_always_comes_with_words(
    carla: Contact, at_portal: Browser, category: Category, colour: str, words: str
) -> None:
    set_to(make_ticket(carla), category)

    html = page(at_portal(carla.user), "/?closed=1")

    assert SIGN.findall(html[html.index("list-title") :])[:1] == [(colour, words)]


@pytest.mark.spec("T24-57")
def test_closed_tickets_hide_until_asked_for_and_the_choice_is_remembered(carla: Contact, ada: User, at_portal: Browser) -> None:
    close(make_ticket(carla, subject="Done"), by=ada)
    browser = at_portal(carla.user)

    assert rows(page(browser)) == []
    assert rows(page(browser, "/?closed=1")) == ["Done"]
    assert rows(page(browser)) == ["Done"]
    assert rows(page(browser, "/?closed=0")) == []


def test_search_finds_closed_ones_and_words_of_the_conversation(carla: Contact, ada: User, at_portal: Browser) -> None:
    close(make_ticket(carla, subject="Lift", body="The zebra door is stuck."), by=ada)
    make_ticket(carla, subject="Radiator")

    assert rows(page(at_portal(carla.user), "/?q=zebra")) == ["Lift"]


@pytest.mark.spec("RB-15")
def test_search_never_finds_by_an_internal_note(carla: Contact, ada: User, at_portal: Browser) -> None:
    note(make_ticket(carla, subject="Lift"), by=ada, html="<p>Pays late, wombat.</p>")

    html = page(at_portal(carla.user), "/?q=wombat")

    assert rows(html) == []
    assert "Pays late" not in html


def test_whatever_is_typed_is_shown_and_never_run(carla: Contact, at_portal: Browser) -> None:
    make_ticket(carla, subject='"><script>alert(1)</script>')
    browser = at_portal(carla.user)

    home, found = page(browser), page(browser, "/?q=%22%3E%3Cb%3Ealert")

    assert rows(home) == ["&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"]
    assert ("<script>alert" in home, "<b>alert" in found, "&amp;lt;" in home + found) == (False, False, False)
    assert found.count("&#34;&gt;&lt;b&gt;alert") == 2


@pytest.mark.parametrize("query", ["q=%00", "q=%25%27%22", "after=nonsense", "closed=7", "only=x", "q=999999999999999999999999"])
def test_nonsense_in_the_address_is_harmless(carla: Contact, at_portal: Browser, query: str) -> None:
    make_ticket(carla)

    assert at_portal(carla.user).get(f"/?{query}").status_code == 200


def test_pages_follow_each_other_without_gap_or_repetition(carla: Contact, at_portal: Browser) -> None:
    for number in range(28):
        make_ticket(carla, subject=f"T{number:02}")
    browser = at_portal(carla.user)

    first = page(browser)
    older = re.search(r'href="(\?after=[^"]+)"', first)

    assert older
    assert rows(first) + rows(page(browser, "/" + older[1])) == [f"T{number:02}" for number in reversed(range(28))]


def test_many_that_await_an_answer_are_one_click_away(carla: Contact, at_portal: Browser) -> None:
    for number in range(12):
        set_to(make_ticket(carla, subject=f"T{number:02}"), Category.WAITING_CUSTOMER)
    browser = at_portal(carla.user)

    html = page(browser)

    assert len(rows(html)) == 10
    assert "/?only=awaiting" in html
    assert len(rows(page(browser, "/?only=awaiting"))) == 12


def test_the_page_asks_the_database_the_same_for_1_and_for_50(carla: Contact, ada: User, at_portal: Browser) -> None:
    browser = at_portal(carla.user)
    make_ticket(carla, responsible=ada)
    page(browser)

    with CaptureQueriesContext(connection) as one:
        page(browser)
    for _ in range(49):
        make_ticket(carla, responsible=ada)
    with CaptureQueriesContext(connection) as fifty:
        page(browser)

    assert len(fifty) == len(one)
