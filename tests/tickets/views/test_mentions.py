"""A note speaks to colleagues by name, and their bell rings."""

import pytest

from notifications.models import Ring
from tests.making import make_staff, make_ticket
from tickets.actions.assigning import assign
from tickets.actions.noting import note
from tickets.actions.replying import reply


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def rung():
    return [(ring.user.name, ring.text.split(" on #")[0]) for ring in Ring.objects.order_by("pk")]


@pytest.mark.parametrize("words", ["@Ben Roth look", "(@ben), look", "look @BEN  ROTH!", "<b>@Ben</b>: look", "@Ben Roth @Ben"])
def test_whoever_is_named_hears_the_bell_once(ticket, ada, ben, max, words):
    note(ticket, by=ada, html=f"<p>{words}</p>")

    assert rung() == [("Ben Roth", "Ada Lovelace mentioned you")]


@pytest.mark.parametrize("words", ["Ben Roth", "ben@roth.example", "@Benjamin", "@Bert", "@ Ben", "@@Ben", "@Carla Sommer"])
def test_what_names_nobody_rings_nowhere(ticket, ada, ben, words):
    note(ticket, by=ada, html=f"<p>{words}</p>")

    assert rung() == []


def test_a_first_name_that_two_have_is_not_enough(ticket, ada, ben):
    make_staff("ben2@acme.example", name="Ben Kurz")

    note(ticket, by=ada, html="<p>@Ben and @Ben Kurz</p>")

    assert rung() == [("Ben Kurz", "Ada Lovelace mentioned you")]


def test_only_those_who_may_see_tickets_are_spoken_to(ticket, ada, ben, max):
    ben.is_active = False
    ben.save()
    max.roles.clear()

    note(ticket, by=ada, html="<p>@Ben Roth @Max Keller @Ada Lovelace</p>")

    assert rung() == []


def test_the_responsible_person_hears_it_once(ticket, ada, ben):
    assign(ticket, by=ada, version=1, responsible=ben)
    Ring.objects.all().delete()

    note(ticket, by=ada, html="<p>@Ben, yours.</p>")

    assert rung() == [("Ben Roth", "Ada Lovelace mentioned you")]


def test_an_answer_to_the_customer_mentions_nobody(ticket, ada, ben):
    reply(ticket, by=ada, html="<p>@Ben Roth will come.</p>")

    assert rung() == []


def test_colleagues_are_suggested(ticket, desk, ben, max, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/colleagues/?mention=ro"))

    assert ('data-mention="Ben Roth"' in page, "Max" in page) == (True, False)
    assert "Ada" not in read(desk.get(f"/tickets/{ticket.pk}/colleagues/"))
