"""Found words are marked in text that is made safe."""

import pytest

from tickets.searching.kin import Kin
from tickets.searching.marking import excerpt, marked, pattern_of
from tickets.searching.meaning import Meant
from tickets.searching.reading import terms_of


def pattern(word, kin=""):
    [term] = terms_of(word)
    return pattern_of(Meant(term, Kin(pattern=kin)))


@pytest.mark.parametrize(
    ("word", "kin", "text", "shown"),
    [
        ("Ausfälle", "ae?ue?sfae?ll", "Heizungsausfall, Ausfälle", "<mark>Heizungsausfall</mark>, <mark>Ausfälle</mark>"),
        ("Strasse", "strae?ss", "STRASSE, Straßen", "<mark>STRASSE</mark>, <mark>Straßen</mark>"),
        ("neu", "^neu|^neue?.{0,3}$", "neu, erneut, Neubau", "<mark>neu</mark>, erneut, <mark>Neubau</mark>"),
        ("kh-7", "", "KH-7 und KH 7", "<mark>KH-7</mark> und <mark>KH 7</mark>"),
        ("b", "", "<b>a & b</b>", "&lt;<mark>b</mark>&gt;a &amp; <mark>b</mark>&lt;/<mark>b</mark>&gt;"),
        (
            "script",
            "script",
            "<script>alert('x')</script>",
            "&lt;<mark>script</mark>&gt;alert(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt;",
        ),
    ],
)
def test_whole_words_are_marked_and_nothing_is_run(word, kin, text, shown):
    assert marked(text, pattern(word, kin)) == shown


def test_an_excerpt_shows_what_stands_around_the_first_mark():
    text = f"{'vorher ' * 30}\n\n Der Aufzug steht. {'nachher ' * 40}"

    shown = excerpt(text, pattern("Aufzug", "ae?ue?fzue?g"))

    assert shown.startswith("… vorher vorher")
    assert "vorher Der <mark>Aufzug</mark> steht. nachher" in shown
    assert shown.endswith("nachher …")
    assert len(shown) < 200
    assert excerpt("Aufzug", pattern("Aufzug", "ae?ue?fzue?g")) == "<mark>Aufzug</mark>"
    assert excerpt("kurz", "") == "kurz"
