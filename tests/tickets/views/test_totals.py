"""Beside the switch that shows closed tickets stands how much is open and how much is closed."""

import re

import pytest
from django.core.cache import cache

from tests.making import make_ticket
from tickets import totals
from tickets.actions.claiming import claim
from tickets.actions.closing import close


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def said(answer):
    html = answer.content.decode()
    return re.search(r"filter-count[^>]*>([^<]+) open</span>", html)[1], re.search(r"Show closed <small>([^<]+)</small>", html)[1]


@pytest.mark.spec("C-35")
def test_both_are_counted_whatever_is_shown_and_each_queue_for_itself(carla, ada, desk):
    for number in range(3):
        ticket = make_ticket(carla, subject=f"T {number}")
        close(ticket, by=ada) if number else claim(ticket, by=ada)

    shown = [said(desk.get(f"/tickets/?queue=open&{more}")) for more in ("closed=0", "closed=1", "q=nothing", "urgent=yes")]

    assert shown == [("1", "2")] * 4
    assert [said(desk.get(f"/tickets/?queue={queue}")) for queue in ("mine", "unassigned")] == [("1", "0"), ("0", "2")]
    assert "Show closed" not in desk.get("/tickets/?queue=closed").content.decode()


@pytest.mark.spec("C-35")
def test_what_is_open_is_counted_each_time_what_is_closed_once_in_a_minute(carla, ada, desk):
    tickets = [make_ticket(carla) for _ in range(3)]
    close(tickets[0], by=ada)
    before = said(desk.get("/tickets/?queue=open"))

    close(tickets[1], by=ada)
    soon = said(desk.get("/tickets/?queue=open"))
    cache.clear()

    assert (before, soon, said(desk.get("/tickets/?queue=open"))) == (("2", "1"), ("1", "1"), ("1", "2"))


def test_counting_ends_somewhere(carla, desk, monkeypatch):
    monkeypatch.setattr(totals, "ENOUGH", 2)
    for _ in range(3):
        make_ticket(carla)

    assert said(desk.get("/tickets/?queue=open")) == ("2+", "0")


def test_numbers_are_written_as_the_reader_writes_them(acme):
    assert [totals.in_words(amount) for amount in (0, 1234, 9_999, 10_000)] == ["0", "1,234", "9,999", "10,000+"]
