"""Those we serve are found by any part of what they are known by."""

import pytest
from django.db import connection

from customers.kinds import ASSETS, CONTACTS, CONTRACTS, ORGANISATIONS
from customers.known import Plain, known_as
from customers.models import Asset, Contact, Contract, Organisation
from tests.making import make_contact


@pytest.fixture
def known(acme):
    firm = Organisation.objects.create(name="Größenwahn & Söhne", number="K-1001", phone="0221 4711-0")
    jo = make_contact("jo.mueller@kunde.example", name="Jörg Müller", organisation=firm)
    Contact.objects.filter(pk=jo.pk).update(phone="+49 (221) 12 34-56")
    make_contact("ann@other.example", name="Ann Wolf")
    Asset.objects.create(name="Aufzug Nordturm", number="A-17", address="Hafenstraße 3", organisation=firm)
    Asset.objects.create(name="Kran")
    Contract.objects.create(name="Wartung Süd", organisation=firm)


def names(kind, words):
    return [str(row) for row in kind.matching(words).order_by("name")]


@pytest.mark.spec("CP-11")
@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        (CONTACTS, "müller mueller MÜLL kunde.ex jo.mu 2211234 1234 wahn jör jo j", "Jörg Müller"),
        (CONTACTS, "ann wo a w other", "Ann Wolf"),
        (ORGANISATIONS, "groessenwahn ößenwa & k-1001 2214711 söh s", "Größenwahn & Söhne"),
        (ASSETS, "nordturm a-17 hafenstrasse größe au turm", "Aufzug Nordturm"),
        (CONTRACTS, "sued wart größenwahn", "Wartung Süd"),
    ],
)
def test_umlauts_parts_numbers_and_whose_they_are(known, kind, words, found):
    wrong = {each: names(kind, each) for each in words.split() if found not in names(kind, each)}

    assert wrong == {}


def test_every_word_has_to_be_there_in_whatever_order(known):
    assert names(CONTACTS, "müller jörg") == names(CONTACTS, "jo müll 1234") == ["Jörg Müller"]
    assert names(CONTACTS, "müller wolf") == names(CONTACTS, "x") == names(CONTACTS, "ol ann") == names(CONTACTS, "jo  z") == []


@pytest.mark.parametrize("words", ["%", "_", "\\", "' or 1=1 --", "a" * 1000, "🙂", "a b c d e f g h i j", "(", '"'])
def test_whatever_is_typed_finds_something_or_nothing(known, words):
    assert set(names(CONTACTS, words)) <= {"Jörg Müller", "Ann Wolf"}


def test_what_is_known_follows_what_is_changed(known):
    Contact.objects.filter(name="Ann Wolf").update(name="Ann Fuchs")

    assert (names(CONTACTS, "wolf"), names(CONTACTS, "fuchs")) == ([], ["Ann Fuchs"])


def test_parts_are_found_by_their_index(known):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    plans = [model.objects.filter(known_as("nord ab")).explain() for model in (Contact, Organisation, Asset)]

    assert [name in plan for name, plan in zip(("contact_known", "organisation_known", "asset_known"), plans, strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ÄÖÜß Straße", "aeoeuess strasse"),
        ("É\u0301cole Łódź Žižkov ÅØÑ", "e\u0301cole lodz zizkov aon"),
        ("Größe".encode().decode(), "groesse"),
        ("Gro\u0308ße", "groesse"),
        ("Москва 词汇 🙂", "москва 词汇 🙂"),
        ("A-17/b_c@d.e", "a-17/b_c@d.e"),
    ],
)
def test_words_are_folded(acme, written, plain):
    from django.db.models import Value

    Organisation.objects.create(name="One")

    assert Organisation.objects.values_list(Plain(Value(written)), flat=True)[0] == plain
