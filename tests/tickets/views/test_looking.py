"""The search of a queue looks wherever somebody may have written it down."""

import pytest

from customers.models import Asset
from tests.making import make_ticket
from tickets.actions.inventing import invent
from tickets.actions.noting import note
from tickets.choices import FieldKind
from tickets.models import CustomField, ExternalReference, Ticket, TicketType, TypeField


def found(browser, words):
    answer = browser.get("/tickets/", {"q": words, "sort": "oldest"})
    assert answer.status_code == 200
    return "".join(ticket.subject for ticket in answer.context["page"].rows)


@pytest.fixture
def own(carla):
    """A bears it all, B nothing."""
    kinds = {
        "text": [],
        "long_text": [],
        "number": [],
        "money": [],
        "choice": ["Rote Karte"],
        "choices": ["Erdgeschoss", "Keller"],
    }
    fields = {kind: invent(CustomField(name=kind, kind=kind), options=options) for kind, options in kinds.items()}
    held = {
        "text": "Heizungen im Hof", "long_text": "Schlüssel beim Pförtner\nMüller", "number": "12.5", "money": "1000",
        "choice": fields["choice"].options.get().pk, "choices": [fields["choices"].options.get(name="Keller").pk],
    }  # fmt: skip
    a, b = make_ticket(carla, subject="A"), make_ticket(carla, subject="B")
    Ticket.objects.filter(pk=a.pk).update(
        custom={str(field.pk): held[kind] for kind, field in fields.items()},
        report="Dichtung porös",
        solution="Ventile getauscht",
    )
    Ticket.objects.filter(pk=b.pk).update(custom={str(fields["number"].pk): "125"})
    return fields


def test_what_own_fields_findings_references_and_objects_say_is_found(own, desk):
    a = Ticket.objects.get(subject="A")
    a.assets.add(Asset.objects.create(name="Kesselhaus Nord", number="KH-7"))
    ExternalReference.objects.create(ticket=a, channel="SAP", external_id="4711-X", reply_id="R9")
    words = [
        *("Heizung", "heizungen", "Pförtner Müller", "rote karte", "keller", "12.5", "12,5", "12,50", "1000", "1000,00"),
        *("porös", "Ventil", "getauschte", "kesselhaus", "kh-7", "4711-X", "R9", f"#{a.pk}"),
    ]

    assert {each for each in words if found(desk, each) != "A"} == set()
    assert [found(desk, each) for each in ("Erdgeschoss", "Nirgendwo", "12.50001", "%", "' or 1=1 --", "\\", "x" * 300)] == [
        ""
    ] * 7
    assert found(desk, "125") == "B"


def test_a_type_that_hides_a_field_is_not_found_by_it(own, desk):
    fault = TicketType.objects.create(name="Fault")
    for rule in ({"custom": own["text"]}, {"custom": own["choice"]}, {"custom": own["number"]}, {"builtin": "solution"}):
        TypeField.objects.create(type=fault, staff="hidden", portal="hidden", **rule)
    Ticket.objects.filter(subject="A").update(type=fault)

    words = ["Heizung", "rote karte", "12,5", "Ventil", "porös", "Pförtner", "Keller", "1000"]

    assert [found(desk, each) for each in words] == ["", "", "", "", "A", "A", "A", "A"]


@pytest.mark.spec("RB-15")
def test_customers_find_nothing_of_this(own, at_portal, carla, ada):
    note(Ticket.objects.get(subject="B"), by=ada, html="<p>Geheimnis</p>")
    portal = at_portal(carla.user)

    subjects = [
        portal.get("/", {"q": words}).content.decode().count("</a>") for words in ("Heizung", "Ventil", "Geheimnis", "Unfug")
    ]

    assert len(set(subjects)) == 1


def test_a_saved_ticket_is_never_too_long_to_be_found(carla):
    field = invent(CustomField(name="Long", kind=FieldKind.LONG_TEXT))
    ticket = make_ticket(carla)

    Ticket.objects.filter(pk=ticket.pk).update(custom={str(field.pk): " ".join(f"w{n}" for n in range(200_000))})

    assert Ticket.objects.get().custom[str(field.pk)].endswith("w199999")
