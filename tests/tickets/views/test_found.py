"""What the queue shows of a search: where it was found, what was searched for instead, what else there is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.models import Category


@pytest.fixture
def queue(desk, read):
    """`queue(q="Pumpe")`: the page, without blanks."""
    return lambda **query: read(desk.get("/tickets/", query))


def links(page):
    """Words of links and where they lead."""
    return {
        words.strip(): href for href, words in re.findall(r'href="([^"]*)"[^>]*>\s*(?:<svg.*?</svg>)?(?:<span>)?([^<]+)<', page)
    }


@pytest.mark.spec("CP-11")
def test_below_its_subject_stands_where_a_ticket_was_found(carla, queue):
    make_ticket(carla, subject="Keller <b>", body="Die Umwälzpumpe ist laut & heiß.")

    found, plain = queue(q="pumpen"), queue()

    assert '<span class="queue-place">Message:</span> Die <mark>Umwälzpumpe</mark> ist laut & heiß.</span>' in found
    assert "<mark>" not in plain
    assert "queue-found" not in plain


def test_in_a_subject_its_words_are_marked(carla, queue):
    make_ticket(carla, subject="Umwälzpumpe <laut>")

    page = queue(q="pumpen")

    assert "<mark>Umwälzpumpe</mark> <laut></a>" in page
    assert "queue-found" not in page


def test_after_a_slip_of_the_finger_it_says_what_was_searched_for(carla, queue, desk):
    make_ticket(carla, subject="Heizung kalt")
    note = "No ticket has “Heizugn” in it. Searched for instead: <strong>heizung kalt</strong>"

    page = queue(q="Heizugn kalt", closed="1", after="x")

    assert note.lower() in page.lower()
    exactly = links(page)["Search for exactly “Heizugn”"]
    assert exactly == "?closed=1&q=%22Heizugn%22+kalt"
    answer = desk.get(f"/tickets/{exactly}")
    assert (answer.context["page"].rows, answer.context["listing"].meaning.corrected) == ([], "")
    assert "Searched for instead" not in queue(q="Heizung")


@pytest.mark.spec("CP-11")
def test_the_best_come_first_unless_somebody_wants_another_order(carla, desk):
    make_ticket(carla, subject="Pumpe laut")
    make_ticket(carla, subject="B", body="Die Pumpe.")

    def shown(query):
        context = desk.get(f"/tickets/?{query}").context
        rows = [ticket.subject for ticket in context["page"].rows]
        return rows, context["listing"].sort.key, next(sort.key for sort in context["sorts"])

    assert shown("q=pumpe") == (["Pumpe laut", "B"], "relevance", "relevance")
    assert shown("q=pumpe&sort=activity") == (["B", "Pumpe laut"], "activity", "relevance")
    assert shown("sort=relevance") == (["B", "Pumpe laut"], "activity", "activity")


@pytest.fixture
def closed(carla, ada):
    for number in range(3):
        close(make_ticket(carla, subject=f"Pumpe {number}"), by=ada)


def test_where_only_closed_ones_have_it_they_are_offered(closed, queue, desk):
    page = queue(q="pumpe", queue="open")

    assert "Nothing found for “pumpe”" in page
    assert "Closed tickets have it." in page
    offered = links(page)["Search closed tickets too (3)"]
    assert [ticket.subject for ticket in desk.get(f"/tickets/{offered}").context["page"].rows] == [
        "Pumpe 2",
        "Pumpe 1",
        "Pumpe 0",
    ]


def test_where_filters_hide_it_all_tickets_are_offered(closed, queue, desk):
    lift = Category.objects.create(name="Lift")

    page = queue(q="pumpe", queue="mine", category=lift.pk)

    assert "Outside this list there are tickets that have it." in page
    offered = links(page)["Search all tickets (3)"]
    assert len(desk.get(f"/tickets/{offered}").context["page"].rows) == 3


def test_where_nobody_wrote_it_there_are_hints(closed, queue):
    page = queue(q="<i>xyzzyplugh</i> 17.3")

    assert "Nothing found for “<i>xyzzyplugh</i> 17.3”" in page
    assert "Try fewer words" in page
    assert "Search closed" not in page


def test_a_filter_alone_is_called_a_filter(closed, queue):
    assert "No ticket here matches these filters." in queue(category="none", urgent="yes")


@pytest.mark.parametrize(
    ("query", "most"),
    [("q=pumpe", 12), ("q=pumpen+laut&closed=1&sort=subject", 13), ("q=pmupe", 14), ("q=xyzzy", 11), ("q=pumpe&queue=mine", 12)],
)
def test_a_search_asks_as_often_for_one_ticket_as_for_fifty(carla, desk, query, most):
    """Four of them say who asks, where, and what they may; a queue without words asks ten times."""

    def asked():
        desk.get(f"/tickets/?density=compact&{query}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(f"/tickets/?density=compact&{query}")
        return len(queries)

    make_ticket(carla, body="Die Pumpe ist laut.")
    few = asked()
    for _ in range(49):
        make_ticket(carla, body="Die Pumpe ist laut.")

    assert (few, asked()) == (most, most)
