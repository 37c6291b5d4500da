"""Beside each ticket stands where it was found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Asset, Organisation
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.inventing import invent
from tickets.actions.noting import note
from tickets.actions.relating import add_asset, add_reference
from tickets.actions.replying import reply
from tickets.models import CustomField, ExternalReference, Ticket, TicketType, TypeField
from tickets.searching.meaning import meaning_of
from tickets.searching.tracing import traces


@pytest.fixture
def traced(desk):
    """`traced("Ventil")`: subject, place and words of each line."""

    def traced(words):
        lines = desk.get("/tickets/", {"q": words}).context["lines"]
        return [(line.trace.subject, line.trace.place, line.trace.words) for line in lines]

    return traced


@pytest.fixture
def full(carla, ada, max):
    ticket = make_ticket(carla, subject="Lift <2>", body="Der Kesselraum & die Umwälzpumpen sind laut.")
    field, choice = (
        invent(CustomField(name="Raum", kind="text")),
        invent(CustomField(name="Gewerk", kind="choice"), options=["Maler"]),
    )
    Ticket.objects.filter(pk=ticket.pk).update(
        solution="Dichtung getauscht",
        report="Lager trocken",
        custom={str(field.pk): "Dachboden", str(choice.pk): choice.options.get().pk},
        organisation=Organisation.objects.create(name="Elbwohnen eG"),
    )
    add_asset(ticket, Asset.objects.create(name="Nordturm", number="NT-7"), by=max)
    add_reference(ticket, ExternalReference(channel="SAP", external_id="4711-X"), by=max)
    reply(ticket, by=ada, html="<p>Wir kommen.</p>", attachments=[Upload(name="Lageplan.pdf", content=b"x")])
    note(ticket, by=ada, html="<p>Zahlt spät</p>")
    return ticket


@pytest.mark.spec("CP-11")
@pytest.mark.parametrize(
    ("words", "place", "shown"),
    [
        ("umwaelzpumpe", "Message", "Der Kesselraum &amp; die <mark>Umwälzpumpen</mark> sind laut."),
        ("pumpen kessel", "Message", "Der <mark>Kesselraum</mark> &amp; die <mark>Umwälzpumpen</mark> sind laut."),
        ("zahlen spät", "Note", "<mark>Zahlt</mark> <mark>spät</mark>"),
        ("Dichtungen", "Solution", "<mark>Dichtung</mark> getauscht"),
        ("trocken", "Report", "Lager <mark>trocken</mark>"),
        ("Dachboden", "Raum", "<mark>Dachboden</mark>"),
        ("maler", "Gewerk", "<mark>Maler</mark>"),
        ("turm", "Object", "<mark>Nordturm</mark> NT-7"),
        ("4711", "External reference", "SAP <mark>4711</mark>-X"),
        ("lageplan", "Attachment", "<mark>Lageplan</mark>.pdf"),
        ("elbwohnen", "Organisation", "<mark>Elbwohnen</mark> eG"),
        ("sommer", "Requester", "Carla <mark>Sommer</mark> carla@kunde.example"),
    ],
)
def test_where_it_was_found_with_its_words_marked(full, traced, words, place, shown):
    assert traced(words) == [("Lift &lt;2&gt;", place, shown)]


def test_what_the_subject_says_needs_no_other_place(full, traced):
    assert traced("lift") == [("<mark>Lift</mark> &lt;2&gt;", "", "")]
    assert traced("lift dachboden") == [("<mark>Lift</mark> &lt;2&gt;", "Raum", "<mark>Dachboden</mark>")]


def test_of_a_long_text_a_line_is_shown(carla, traced):
    make_ticket(carla, subject="A", body=f"{'vorher ' * 200} Ventil {'nachher ' * 200}")

    [(_subject, _place, words)] = traced("ventil")

    assert (words[:8], words[-9:]) == ("… vorher", "nachher …")
    assert "vorher <mark>Ventil</mark> nachher" in words


def test_what_a_type_hides_is_not_shown(full, traced):
    for rule in ({"builtin": "solution"}, {"builtin": "assets"}, {"custom": CustomField.objects.get(name="Raum")}):
        TypeField.objects.create(type=TicketType.objects.get(), staff="hidden", portal="hidden", **rule)

    assert [place for words in ("Dichtung", "turm", "Dachboden") for _subject, place, _words in traced(words)] == [""] * 3


@pytest.mark.spec("RB-15")
def test_customers_are_shown_nothing_internal(full, carla, ada):
    note(full, by=ada, html="<p>Kesselraum geheim</p>")

    found = {
        words: (trace.place, trace.words)
        for words in ("kesselraum", "zahlt", "dichtung", "lageplan", "turm")
        for trace in traces([full], meaning_of(words), user=carla.user).values()
    }

    assert found == {
        "kesselraum": ("Message", "Der <mark>Kesselraum</mark> &amp; die Umwälzpumpen sind laut."),
        "lageplan": ("Attachment", "<mark>Lageplan</mark>.pdf"),
        "zahlt": ("", ""),
        "dichtung": ("", ""),
        "turm": ("", ""),
    }


def test_a_search_asks_twice_more_than_the_queue_with_one_as_with_fifty(carla, desk):
    def asked(query):
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get(f"/tickets/?density=compact{query}")
        return len(queries), len(answer.context["page"].rows)

    make_ticket(carla, body="Die Pumpe ist laut.")
    asked("&q=pumpen")
    queue, search = asked(""), asked("&q=pumpen")
    for _ in range(49):
        make_ticket(carla, body="Die Umwälzpumpe ist laut.")

    assert (search, asked("&q=pumpen")) == ((queue[0] + 2, 1), (queue[0] + 2, 50))


@pytest.mark.parametrize("words", ["<script>", "a(", "[", "\\", "(?:", "a" * 100, "%", "ss", "🙂", "²", "1.", "ä ö ü ß"])
def test_whatever_is_typed_is_shown_and_never_run(full, desk, words):
    answer = desk.get("/tickets/", {"q": words, "closed": "1"})

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
