"""A customer's search shows where it found what was said to them, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make_ticket
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.models import Message, Ticket


@pytest.fixture
def browser(at_portal, carla):
    return at_portal(carla.user)


@pytest.fixture
def searched(browser):
    """`searched("Ventil")`: the whole page, and what each line shows of it."""

    def searched(words):
        answer = browser.get("/", {"q": words})
        lines = answer.context["lines"]
        shown = [(line.ticket.subject, line.trace.subject, line.trace.place, line.trace.words) for line in lines]
        return " ".join(answer.content.decode().split()), shown

    return searched


@pytest.fixture
def lift(carla, ada):
    """Public and internal words on one ticket."""
    ticket = make_ticket(carla, subject="Lift & Tür", body="Der Motor brummt.")
    reply(ticket, by=ada, html="<p>Wir tauschen das Ventil am Motor.</p>")
    note(ticket, by=ada, html="<p>Motor billig, Kunde zahlt schlecht, Ventil gebraucht</p>")
    Ticket.objects.filter(pk=ticket.pk).update(solution="Motor intern geflickt")
    return ticket


@pytest.mark.spec("C-36", "RB-15")
def test_each_line_shows_the_words_in_what_was_said_to_her(lift, searched):
    page, shown = searched("ventil")

    assert shown == [("Lift & Tür", "Lift &amp; Tür", "Message", "Wir tauschen das <mark>Ventil</mark> am Motor.")]
    assert "Message: Wir tauschen das <mark>Ventil</mark> am Motor." in page
    assert '">Lift &amp; Tür</a>' in page
    assert searched("lift")[1] == [("Lift & Tür", "<mark>Lift</mark> &amp; Tür", "", "")]


@pytest.mark.spec("RB-15")
@pytest.mark.parametrize("words", ["billig", "zahlt schlecht", "geflickt", "ventil gebraucht", "intern"])
def test_an_internal_note_is_neither_found_nor_shown(lift, searched, words):
    page, shown = searched(words)

    assert shown == []
    assert {secret for secret in ("gebraucht.", "schlecht,", "intern geflickt", "Motor billig") if secret in page} == set()


@pytest.mark.spec("RB-15")
def test_where_words_are_public_and_internal_only_the_public_ones_are_shown(lift, searched):
    page, shown = searched("motor")

    assert [(place, words) for _, _, place, words in shown] == [("Message", "Wir tauschen das Ventil am <mark>Motor</mark>.")]
    assert "billig" not in page
    assert "geflickt" not in page


@pytest.mark.spec("B-6", "RB-15")
def test_an_answer_that_can_still_be_taken_back_is_not_shown(lift, searched):
    Message.objects.filter(kind="public", text__contains="Ventil").update(leaves_at=timezone.now() + timedelta(seconds=60))

    page, shown = searched("lift ventil")

    assert (shown, "tauschen" in page) == ([], False)
    assert [(place, words) for _, _, place, words in searched("lift")[1]] == [("", "")]


def test_words_of_others_are_not_told_to_her(lift, sam, searched):
    """The vocabulary is everybody's: to be told what was meant would be to be told what others wrote."""
    make_ticket(sam, subject="Geheimprojekt Zirbelkiefer")

    page, shown = searched("Zirbelkifer")

    assert shown == []
    assert "Zirbelkiefer" not in page
    assert "None of your tickets contains “Zirbelkifer”." in page


def test_a_search_asks_little_more_than_her_list_for_one_ticket_as_for_twenty_five(carla, browser):
    def asked(query):
        browser.get(f"/{query}")
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(f"/{query}")
        return len(queries), len(answer.context["lines"])

    make_ticket(carla, body="Der Motor brummt.")
    (few, _), (listed, _) = asked("?q=motor"), asked("?closed=1")
    for _ in range(30):
        make_ticket(carla, body="Der Motor brummt.")

    assert (asked("?q=motor"), few - listed <= 2) == ((few, 25), True)


@pytest.mark.spec("RB-11")
def test_the_best_come_first_unless_she_wants_another_order(carla, browser):
    for subject, body in (("Motor laut", "Bitte kommen."), ("B", "Der Motor."), ("A", "Der Motor.")):
        make_ticket(carla, subject=subject, body=body)

    def shown(query):
        answer = browser.get(f"/?{query}")
        tickets = answer.context["tickets"]
        return [row.subject for row in tickets.page.rows], str(tickets.sort.label), b"Relevance" in answer.content

    assert shown("q=motor") == (["Motor laut", "A", "B"], "Relevance", True)
    assert shown("q=motor&sort=subject") == (["A", "B", "Motor laut"], "Subject", True)
    assert shown("closed=0&sort=relevance") == (["A", "B", "Motor laut"], "Last activity", False)


def test_a_long_list_of_what_was_found_is_walked_through_page_by_page(carla, browser):
    for number in range(30):
        make_ticket(carla, subject=f"Motor {number}")

    for sort in ("relevance", "subject", "-pk"):
        first = browser.get(f"/?q=motor&sort={sort}").context["tickets"].page
        second = browser.get(f"/{first.older}").context["tickets"].page
        back = browser.get(f"/{second.newer}").context["tickets"].page

        assert len({row.pk for row in [*first.rows, *second.rows]}) == 30
        assert back.rows == first.rows
