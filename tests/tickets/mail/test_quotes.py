"""What a customer wrote stays in sight, what they quote is folded away."""

import pytest

from tests.tickets.mail.samples import SAMPLES, raw
from tickets.mail.parse import parse
from tickets.mail.quotes import Split, split_html, split_text

WHOLE = [
    "Am 3.11. schrieb mir Herr Maier Folgendes:\nDas geht nicht.",
    "Von: Berlin\nAn: Hamburg\nBitte einen Wagen.",
    "Von: Ada\nGesendet: Freitag\nAn: Carla\nBetreff: Weitergeleitet\n\nAlles.",
    "> nur\n> ein Zitat",
    "-- \nNur Signatur",
    "Mit freundlichen Grüßen\nCarla Kunde",
    "",
]


@pytest.mark.parametrize("name", [name for name in SAMPLES if SAMPLES[name]["text"]])
def test_the_text_of_a_sample_is_split_where_the_quotation_starts(name):
    split = split_text(parse(raw(name)).text)

    assert split == Split(SAMPLES[name]["fresh"], SAMPLES[name]["quoted"])


@pytest.mark.parametrize("name", [name for name in SAMPLES if "page" in SAMPLES[name]])
def test_the_page_of_a_sample_is_split_where_the_quotation_starts(name):
    split = split_html(SAMPLES[name]["page"])

    assert split == Split(SAMPLES[name]["page_fresh"], SAMPLES[name]["page_quoted"])


@pytest.mark.parametrize("text", WHOLE)
def test_what_would_leave_nothing_is_fresh_as_a_whole(text):
    assert split_text(text) == Split(fresh=text, quoted="")


@pytest.mark.parametrize(
    "above",
    [
        "-----Ursprüngliche Nachricht-----\nVon: Ada",
        "-----Original Message-----\nFrom: Ada",
        "________________________________\nVon: Ada\nGesendet: Freitag\nAn: Carla\nBetreff: Licht\n\nText",
        "*Von:* Ada\n*Gesendet:* Freitag\n*An:* Carla\n*Betreff:* Licht",
        "From: Ada\nSent: Friday\nTo: Carla\nSubject: Light",
        "Am 20.11.2026 um 09:30 schrieb Ada Lovelace:\n\nohne Zeichen zitiert",
        "Ada Lovelace <ada@acme.de> schrieb am 20.11.2026 09:30:\n> Text",
        "Am 2026-11-20 09:30, schrieb Ada:\n> Text",
        "Le ven. 20 nov. 2026 à 10:12, Ada <ada@acme.de> a écrit :\n\nBonjour",
        "---------- Forwarded message ---------\nVon: Ada",
        "Von meinem iPhone gesendet",
        "Gesendet von Outlook für iOS",
        "Sent from my iPhone",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
        "-- \nCarla Kunde\nHausverwaltung",
    ],
)
def test_every_client_has_its_own_words_above_a_quotation(above):
    assert split_text(f"Danke!\n\n{above}") == Split(fresh="Danke!", quoted=above)


def test_answers_between_quoted_lines_stay_with_them():
    page = '<blockquote data-quote="block">Wann?</blockquote>Morgen.<blockquote data-quote="block">Wo?</blockquote>Hier.'

    assert split_html(page) == Split(fresh=page, quoted="")


def test_an_answer_below_its_quotation_is_fresh():
    page = '<div data-quote="block">Am 20.11. schrieb Ada:</div><blockquote data-quote="block">Wann?</blockquote><p>Morgen.</p>'

    assert split_html(page).fresh == "<p>Morgen.</p>"


def test_outlooks_headers_are_found_without_any_mark():
    page = "<div>Gut.<br>Von: Ada<br>Gesendet: Freitag<br>An: Carla<br>Betreff: Licht<br>Alt</div>"

    assert split_html(page) == Split(
        fresh="<div>Gut.</div>", quoted="<div>Von: Ada<br>Gesendet: Freitag<br>An: Carla<br>Betreff: Licht<br>Alt</div>"
    )


def test_ten_thousand_quoted_lines_are_folded():
    quoted = "\n".join(["> Zeile"] * 10_000)

    assert split_text(f"Danke!\n\n{quoted}") == Split(fresh="Danke!", quoted=quoted)
