"""What very many tickets say anew is made by the worker; what comes at once is made afterwards."""

import pytest
from django.db import connection

from customers.models import Asset, Organisation
from tests.making import make_ticket
from tickets.actions import digesting
from tickets.actions.digesting import INDEXES, at_rest, digest_all, refresh, weigh
from tickets.actions.inventing import invent
from tickets.actions.relating import add_asset
from tickets.models import CustomField, Digest, Message, Stale, Ticket, TicketType, TypeField, Word
from tickets.tasks import refresh_digests, weigh_words


@pytest.fixture
def three(carla):
    return [make_ticket(carla, subject=subject) for subject in "ABC"]


def test_names_that_were_changed_are_found_once_the_worker_was_there(three, carla, max, finds):
    firm, tower = Organisation.objects.create(name="Elbwohnen"), Asset.objects.create(name="Nordturm")
    Ticket.objects.filter(pk=three[0].pk).update(organisation=firm)
    add_asset(three[0], tower, by=max)

    for thing, name in ((carla, "Rosalinde Winter"), (firm, "Rheinwohnen"), (tower, "Südturm")):
        thing.name = name
        thing.save()
    assert (finds("Rosalinde"), Stale.objects.count()) == ([], 3)
    refresh_digests()

    assert (finds("Rosalinde"), finds("Rheinwohnen Südturm"), Stale.objects.count()) == (["A", "B", "C"], ["A"], 0)
    assert [finds(each) for each in ("Sommer", "Elbwohnen", "Nordturm")] == [[], [], []]


def test_what_a_type_hides_is_not_found_once_the_worker_was_there(three, finds):
    text = invent(CustomField(name="Text", kind="text"))
    choice = invent(CustomField(name="Choice", kind="choice"), options=["Rot"])
    held = {str(text.pk): "Dachluke", str(choice.pk): choice.options.get().pk}
    Ticket.objects.filter(pk=three[0].pk).update(custom=held, report="Dichtung porös")
    assert (finds("Dachluke"), finds("Dichtung"), finds("rot")) == (["A"], ["A"], ["A"])

    TypeField.objects.create(type=TicketType.objects.get(), builtin="report", staff="hidden", portal="hidden")
    CustomField.objects.filter(pk=text.pk).update(staff="hidden")
    choice.options.update(name="Blau")
    refresh_digests()

    assert [finds(each) for each in ("Dachluke", "Dichtung", "rot", "blau")] == [[], [], [], ["A"]]


def test_whoever_is_killed_goes_on_where_they_were(three, carla, finds, monkeypatch):
    monkeypatch.setattr(digesting, "BATCH", 2)
    carla.name = "Karla"
    carla.save()
    carla.name = "Charlotte"
    carla.save()

    assert refresh(seconds=0)
    assert (finds("Charlotte"), Stale.objects.get().reached) == (["B", "C"], three[1].pk)
    assert refresh(seconds=60) is False
    assert (finds("Charlotte"), Stale.objects.count()) == (["A", "B", "C"], 0)


def test_what_changed_last_does_not_wait_for_a_million_others(three, carla, kai, finds):
    Stale.objects.create(kind="every", key=0, reached=three[0].pk)
    kai_ticket = make_ticket(kai, subject="K")
    kai.name = "Kaja"
    kai.save()

    refresh(seconds=0)

    assert finds("Kaja") == [kai_ticket.subject]
    assert Stale.objects.get().kind == "every"


def test_very_many_at_once_are_digested_afterwards_just_the_same(three, ada, finds, digest_of):
    texts = {ticket.pk: digest_of(ticket) for ticket in three}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE tickets_digest, tickets_word")
        with at_rest():
            first = three[0]
            rows = {"type": first.type, "status": first.status, "division": first.division, "requester": first.requester}
            [late] = Ticket.objects.bulk_create([Ticket(subject="Spät", source="mail", **rows)])
            Message.objects.create(ticket=late, kind="internal", source="desk", author=ada, html="", text="Größere Schlüssel")
        assert not Digest.objects.exists()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    digest_all()

    assert {ticket.pk: digest_of(ticket) for ticket in three} == texts
    assert (finds("schluessel"), finds("grösser")) == (["Spät"], ["Spät"])
    assert set(Word.objects.filter(word__contains="ss").values_list("word", "written")) >= {("schluessel", "schlüssel")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ANY (%s)", [INDEXES])
        assert cursor.fetchone() == (4,)


def test_words_are_counted(three):
    Word.objects.create(word="burns", written="burns")

    weigh_words()
    weigh()

    assert list(Word.objects.filter(word="burns").values_list("tickets", flat=True)) == [3]
