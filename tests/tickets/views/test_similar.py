"""Similar tickets: a warning while one is written down, a box beside one that is there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Asset
from tests.making import make_contact, make_ticket
from tickets.actions.deleting import delete
from tickets.actions.linking import link
from tickets.choices import LinkKind
from tickets.models import TicketLink

HTMX = {"HX-Request": "true"}


@pytest.fixture
def hint(desk, read):
    """What the form for a new ticket hears."""
    return lambda **query: read(desk.get("/tickets/similar/", query, headers=HTMX))


@pytest.fixture
def lift(carla):
    tower = Asset.objects.create(name="Nordturm", number="NT-7")
    return make_ticket(carla, subject="Aufzug <b> steht still", assets=[tower])


@pytest.mark.parametrize("whose", [{"email": "Carla@kunde.example"}, {"requester": "key"}])
def test_the_same_requester_is_told_apart(lift, carla, hint, whose):
    whose = {"requester": str(carla.pk)} if "requester" in whose else whose

    said = hint(subject="Aufzug steht still", **whose)

    assert "Is one of these about the same?" in said
    assert f'href="/tickets/{lift.pk}/" target="_blank" rel="noopener">#{lift.pk} Aufzug <b> steht still<span' in said
    assert "Carla Sommer" in said
    assert ("Same requester" in said, "Same object" in said) == (True, False)


@pytest.mark.parametrize("asked", [{"assets": "Nordturm"}, {"assets": "NT-7"}, {"asset": "key"}])
def test_the_same_object_is_told_apart(lift, kai, hint, asked):
    asked = {"asset": str(lift.assets.get().pk)} if "asset" in asked else asked

    said = hint(subject="Der Aufzug wackelt", email=kai.email, **asked)

    assert ("Same requester" in said, "Same object" in said) == (False, True)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"subject": "Aufzug"},
        {"subject": "Kaffee und Kuchen bestellt"},
        {"subject": "\x00 <script> ' or 1=1", "email": "a@", "requester": "x", "assets": "%", "asset": "-1"},
        {"subject": "Wasser läuft aus", "requester": "9" * 30, "asset": "9" * 18, "assets": "Nordturm #99999999999999999"},
        {"subject": "x" * 5000},
    ],
)
def test_where_nothing_is_alike_there_is_no_hint(lift, hint, query):
    assert hint(**query) == ""


def test_what_cannot_be_seen_is_not_shown(lift, max, kai, globex, hint):
    delete(lift, by=max)
    with globex:
        make_ticket(make_contact("kai@kunde.example", name="Kai"), subject="Aufzug steht still")

    assert hint(subject="Aufzug steht still", email="carla@kunde.example") == ""


def test_the_form_asks_while_one_types_and_after_an_error_at_once(desk, read):
    fresh, typed = read(desk.get("/tickets/new/")), read(desk.post("/tickets/new/", {"subject": "Aufzug steht", "email": "x"}))

    fields = 'hx-include="closest form" hx-params="subject,email,assets"'
    trigger = "input changed delay:500ms from:#id_subject, change from:#id_email, change from:closest form target:#id_assets"
    assert f'hx-get="/tickets/similar/" {fields} hx-trigger="{trigger}"' in fresh
    assert f'hx-trigger="load, {trigger}"' in typed


@pytest.fixture
def again(lift, carla):
    return make_ticket(carla, subject="Aufzug steht schon wieder still")


def test_beside_a_ticket_they_come_when_they_are_seen(lift, again, desk, read):
    page, box = read(desk.get(f"/tickets/{again.pk}/")), read(desk.get(f"/tickets/{again.pk}/similar/", headers=HTMX))

    assert f'hx-get="/tickets/{again.pk}/similar/" hx-trigger="intersect once"' in page
    assert f'<a href="/tickets/{again.pk}/similar/">Look for similar tickets</a>' in page
    assert box.startswith('<div class="stack-tight" id="ticket-similar">')
    assert f'href="/tickets/{lift.pk}/">Aufzug <b> steht still</a>' in box
    assert f"#{lift.pk} · New · Carla Sommer" in box
    assert "<main" in read(desk.get(f"/tickets/{again.pk}/similar/"))


def test_one_of_them_is_linked_with_one_press_or_merged_into(lift, again, desk, read):
    page = read(desk.get(f"/tickets/{again.pk}/similar/"))

    assert f'href="/tickets/{again.pk}/merge/?other={lift.pk}"' in page
    assert f'action="/tickets/{again.pk}/links/"' in page
    assert f'<input type="hidden" name="way" value="related"><input type="hidden" name="other" value="#{lift.pk}">' in page
    desk.post(f"/tickets/{again.pk}/links/", {"way": "related", "other": f"#{lift.pk}"})
    assert TicketLink.objects.values_list("source", "target", "kind").get() == (again.pk, lift.pk, "related")
    assert f'action="/tickets/{again.pk}/links/"' not in read(desk.get(f"/tickets/{again.pk}/similar/"))


def test_where_nothing_is_alike_the_box_says_so(lift, desk, read):
    assert "Nothing similar found" in read(desk.get(f"/tickets/{lift.pk}/similar/", headers=HTMX))
    assert desk.get("/tickets/4711/similar/").status_code == 404


def test_it_asks_as_often_with_one_as_with_fifty(lift, again, carla, ada, desk):
    def asked():
        counts = []
        for address in (
            f"/tickets/{again.pk}/similar/",
            "/tickets/similar/?subject=Aufzug+steht+still&email=carla@kunde.example",
        ):
            desk.get(address, headers=HTMX)
            with CaptureQueriesContext(connection) as queries:
                answer = desk.get(address, headers=HTMX)
            counts.append((len(queries), len(answer.context["likes"])))
        return counts

    few = asked()
    for number in range(50):
        other = make_ticket(carla, subject="Aufzug steht still")
        if number < 10:
            link(other, to=again, kind=LinkKind.RELATED, by=ada)

    assert [count for count, _ in few] == [count for count, _ in asked()]
    assert [likes for _, likes in asked()] == [5, 5]
    assert all(count <= 12 for count, _ in few)
