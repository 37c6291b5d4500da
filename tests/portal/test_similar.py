"""Have you reported this already? Whoever asks hears of their own tickets only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Asset
from tests.making import make_contact, make_ticket
from tickets.actions.closing import close
from tickets.actions.noting import note

HTMX = {"HX-Request": "true"}


@pytest.fixture
def hint(at_portal, carla):
    browser = at_portal(carla.user)
    return lambda **query: " ".join(browser.get("/tickets/similar/", query, headers=HTMX).content.decode().split())


@pytest.fixture
def lift(carla, ada):
    ticket = make_ticket(carla, subject="Aufzug steht still")
    close(ticket, by=ada)
    return ticket


def test_she_is_shown_what_she_has_told_us_closed_ones_too(lift, hint):
    said = hint(subject="Der Aufzug steht")

    assert "Have you reported this already?" in said
    assert f'href="/tickets/{lift.pk}/" target="_blank" rel="noopener">Aufzug steht still<span' in said
    assert "Closed" in said


@pytest.mark.parametrize("subject", ["", "Aufzug", "Kaffee und Kuchen", "\x00 <script> ' or 1=1 --", "x" * 5000])
def test_where_nothing_is_alike_there_is_no_hint(lift, hint, subject):
    assert hint(subject=subject) == ""


@pytest.mark.spec("RB-15")
def test_others_tickets_and_another_workspaces_are_never_shown(carla, sam, ada, hint, globex):
    """The same words, the same object, asked for by the other one's keys."""
    tower = Asset.objects.create(name="Turm")
    make_ticket(sam, subject="Aufzug steht still", assets=[tower])
    make_ticket(make_contact("kim@kunde.example", name="Kim"), subject="Aufzug steht still")
    with globex:
        make_ticket(make_contact("carla@kunde.example", name="Carla"), subject="Aufzug steht still")
    note(make_ticket(carla, subject="Licht"), by=ada, html="<p>Aufzug steht still</p>")

    assert hint(subject="Aufzug steht still", requester=str(sam.pk), email=sam.email, asset=str(tower.pk)) == ""


def test_without_script_it_is_a_page_and_the_form_works_as_ever(lift, at_portal, carla):
    browser = at_portal(carla.user)

    page = browser.get("/tickets/similar/", {"subject": "Aufzug steht still"}).content.decode()
    form = browser.get("/tickets/new/").content.decode()

    assert ("<main" in page, f'href="/tickets/{lift.pk}/"' in page) == (True, True)
    assert 'hx-get="/tickets/similar/"' in form


def test_it_asks_as_often_with_one_as_with_fifty(lift, carla, at_portal):
    browser = at_portal(carla.user)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get("/tickets/similar/?subject=Aufzug+steht+still", headers=HTMX)
        return len(queries), len(answer.context["likes"])

    asked()
    few, _ = asked()
    for _ in range(50):
        make_ticket(carla, subject="Aufzug steht still")

    assert (asked(), few <= 10) == ((few, 5), True)
