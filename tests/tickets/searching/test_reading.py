"""What somebody types is read term by term."""

import pytest

from tickets.searching.reading import number_in, terms_of
from tickets.searching.spelling import folded, neighbours


def read(words):
    return [f"{'-' * term.is_unwanted}{'=' * term.is_quoted}{term.text}" for term in terms_of(words)]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Heizung  ausgefallen", ["Heizung", "ausgefallen"]),
        ('„steht still“ Aufzug "zu laut', ["=steht still", "Aufzug", "=zu laut"]),
        ("Aufzug -Lift E-Mail", ["Aufzug", "-Lift", "E-Mail"]),
        ('Aufzug -"im Keller"', ["Aufzug", "-=im Keller"]),
        ("(Aufzug), Tür!", ["Aufzug", "Tür"]),
        ("carla@kunde.example 0221/123-45", ["carla@kunde.example", "0221/123-45"]),
        ("-Lift", []),
        ('!&|():*<-> -- "" \' \\ %', []),
        ("🙂 \x00", []),
        ("a b c d e f g h i j", list("abcdefgh")),
        ("x" * 10_000, ["x" * 200]),
    ],
)
def test_words_quotations_and_what_is_not_wanted(words, terms):
    assert read(words) == terms


@pytest.mark.parametrize(
    ("words", "number"),
    [("42", 42), (" #42 ", 42), ("# 42", 42), ("42a", None), ("4 2", None), ("9" * 15, None), ("²", None), ("", None)],
)
def test_nothing_but_a_number_is_a_tickets(words, number):
    assert number_in(words) == number


@pytest.mark.parametrize(
    ("word", "kept"), [("12,50", ["12.5"]), ("1000,00", ["1000"]), ("12.5", ["12.5"]), ("1.250,00", []), ("12", [])]
)
def test_amounts_are_spelt_as_they_are_kept(word, kept):
    assert [term.spellings for term in terms_of(word)] == [kept]


def test_a_slip_of_the_finger_is_one_letter_or_two_changed_places():
    near = neighbours(folded("Heizugn"))

    assert {"heizung", "heizun", "heizugin", "heizagn"} <= near
    assert "heizugn" not in near
    assert folded("Schlüssel Größe") == "schluessel groesse"
    assert (neighbours("abc"), neighbours("x" * 25)) == (set(), set())
