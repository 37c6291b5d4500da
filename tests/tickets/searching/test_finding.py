"""What staff find by what they type."""

import pytest
from django.db import connection

from tests.making import make_contact, make_ticket
from tickets.actions.noting import note
from tickets.models import Digest, Word
from tickets.searching import kin
from tickets.searching.functions import Found
from tickets.searching.meaning import meaning_of


@pytest.fixture
def five(acme):
    asks = make_contact("juergen.mueller@kunde.example", name="Jürgen Müller-Groß")
    asks.phone = "0221 / 4711-22"
    asks.save()
    said = {
        "Heizungsausfälle": "Seit gestern sind die Heizkörper kalt, Fehler E14.",
        "Aufzug steht": "Der Aufzug im Erdgeschoss steht still. Schlüssel beim Pförtner.",
        "Printers burning": "The printers were jammed, please send somebody. Invoice 1.234,50 EUR",
        "Tuerschliesser": "Der Tuerschliesser in der Bahnhofstrasse 12 quietscht.",
        "E-Mail": "Mein E-Mail-Konto a_b@firma.example ist gesperrt 🙂",
    }
    return [make_ticket(asks, subject=subject, body=body) for subject, body in said.items()]


LOOKED_FOR = {
    "Heizungsausfälle": (
        "heizungsausfall Ausfall Ausfälle Ausfaelle Heizung Heizungsausfaellen heiz e14 Heizugn Ausfal heizkörpern",
        "Körper kalt",
        '"Fehler E14"',
    ),
    "Aufzug steht": (
        "Aufzüge Aufzuege aufz schluessel SCHLÜSSEL pfoertner Aufzgu Afuzug geschoss",
        "stehen Aufzug",
        '"steht still"',
        "„im Erdgeschoss“",
        "Aufzug -Heizung",
        "die der Aufzug und",
    ),
    "Printers burning": ("printer printing burned burn jam invoices 1.234,50 pritners",),
    "Tuerschliesser": ("Türschließer Schließer Tür Bahnhofstraße bahnhof Türschleißer", "straße 12"),
    "E-Mail": ("email e-mail E-Mail-Konto a_b@firma.example firma.example konten gesperrte",),
}


@pytest.mark.spec("CP-11")
@pytest.mark.parametrize("subject", LOOKED_FOR)
def test_stems_parts_slips_and_spellings(five, finds, subject):
    single, *others = LOOKED_FOR[subject]
    words = [*single.split(), *others]

    assert {each: finds(each) for each in words} == {each: [subject] for each in words}


def test_whose_it_is_finds_all_of_theirs(five, finds):
    subjects = [ticket.subject for ticket in five]
    words = [
        "Müller",
        "mueller",
        "Jürgen Groß",
        "groß",
        "juergen.mueller@kunde.example",
        "kunde.example",
        "0221",
        "4711-22",
        "0221471122",
    ]

    assert {each for each in words if finds(each) != subjects} == set()


def test_what_is_not_there_is_not_found(five, finds):
    words = [
        '"still steht"',
        "Aufzug -steht",
        "Aufzug Heizung",
        "-Aufzug",
        "E15",
        "12,34",
        "Rathaus",
        "bahnhofsvorsteher",
        "printer E14",
    ]

    assert {each for each in words if finds(each)} == set()


def test_a_number_is_its_ticket_also_where_it_was_merged(five, ada, finds):
    from tickets.actions.merging import merge

    merge(five[1], into=five[0], by=ada)

    assert all("Heizungsausfälle" in finds(f"# {ticket.pk}") for ticket in five[:2])
    assert finds("9" * 14) == []


HOSTILE = [
    *("x" * 10_000, "!&|():*<->", "' or 1=1 --", '"', '"" ""', "\\", "%", "_", "a\x00b", "\u202e", "🙂🙂", "a", "ß"),
    *("<script>alert(1)</script>", "-", "--", "-x", "((((", "a:*", "'a' & !b", "$$", "{}", "[a", "der die das", "a" * 41),
    *("İstanbul", "ﬁnden", "e\u0301cole", "١٢٣", "词汇", "9" * 400, "-9", "1e400", "12,", ",5", "ä" * 60),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_finds_something_or_nothing(five, finds, words):
    assert set(finds(words)) <= {ticket.subject for ticket in five}


def test_idle_words_count_where_there_is_nothing_else(five, finds):
    assert finds("der") == ["Aufzug steht", "Tuerschliesser"]
    assert finds("der printer") == ["Printers burning"]


def test_accents_and_letters_of_others(carla, finds):
    make_ticket(carla, subject="École", body="Žlutý kůň, Łódź, İstanbul, e\u0301cole, Größe, 词汇")

    assert [finds(each) for each in ("ecole", "école", "zluty", "lodz", "GROESSE", "词汇")] == [["École"]] * 6


def test_a_word_that_nobody_wrote_is_put_right_and_said_so(five):
    typed = ["Heizugn", "Afuzug -rot", '"Afuzug"', "Aufzug", "Zylinderkopf", "nciht"]

    assert [meaning_of(each).corrected for each in typed] == ["heizung", "aufzug -rot", "", "", "", ""]


def test_of_many_kin_the_forms_come_first(five, finds, monkeypatch):
    monkeypatch.setattr(kin, "MOST", 2)
    Word.objects.bulk_create(Word(word=f"aufzug{'x' * n}", written="x", tickets=99) for n in range(1, 9))

    assert finds("Aufzüge") == ["Aufzug steht"]


def test_it_is_found_by_indexes(five, ada):
    note(five[0], by=ada, html="<p>Ventil</p>")
    digests = Digest.objects.filter(Found("search", meaning_of("Ventil").query()))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    plans = [digests.explain(), digests.filter(is_open=True).explain()]

    assert [("Index Scan on digest_search" in plan, "Filter" in plan) for plan in plans] == [(True, False)] * 2
    assert "word_parts" in Word.objects.filter(word__regex="ventil").explain()
