"""Nobody is answered who is not a person."""

import pytest

from tests.tickets.mail.samples import SAMPLES, raw
from tickets.mail.parse import parse
from tickets.mail.screen import Verdict, screen

OWN = ["Help@acme.de"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_taken_for_what_it_is(name):
    assert screen(parse(raw(name)), own_addresses=OWN) == SAMPLES[name]["verdict"]


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        ("Auto-Submitted: no", Verdict.PERSON),
        ("Auto-Submitted: auto-replied (vacation)", Verdict.AUTO_REPLY),
        ("Precedence: bulk", Verdict.AUTO_REPLY),
        ("Precedence: list", Verdict.LIST),
        ("List-Id: <news.kunde.de>", Verdict.LIST),
        ("X-Auto-Response-Suppress: OOF, AutoReply", Verdict.AUTO_REPLY),
        ("X-Auto-Response-Suppress: DR, RN, NRN", Verdict.PERSON),
        ("X-Autoreply: yes", Verdict.AUTO_REPLY),
        ("Return-Path: <>", Verdict.AUTO_REPLY),
        ("X-Failed-Recipients: carl@kunde.de", Verdict.BOUNCE),
        ("X-Loop: help@acme.de", Verdict.LOOP),
        ("X-Helpdesk-Letter: 7", Verdict.LOOP),
        ("Subject: Out of Office: Re: Licht", Verdict.AUTO_REPLY),
        ("Subject: AW: Automatische Antwort: Licht", Verdict.PERSON),
    ],
)
def test_one_header_is_enough(header, verdict):
    mail = parse(f"From: carla@kunde.de\r\n{header}\r\n\r\nHallo".encode())

    assert screen(mail, own_addresses=OWN) == verdict


def test_a_person_who_shows_us_a_bounce_is_still_a_person():
    bounce = parse(raw("bounce-qmail")).text

    mail = parse(f"From: carla@kunde.de\r\nSubject: failure notice\r\n\r\n{bounce}".encode())

    assert screen(mail, own_addresses=OWN) == Verdict.PERSON


def test_a_daemon_without_an_address_is_screened_too():
    mail = parse(b"From: MAILER-DAEMON\r\n\r\nHallo")

    assert screen(mail, own_addresses=OWN) == Verdict.PERSON


def test_our_own_marker_may_have_another_name():
    mail = parse(b"From: carla@kunde.de\r\nX-Acme: 1\r\n\r\nHallo")

    assert screen(mail, own_addresses=[], own_marker="X-Acme") == Verdict.LOOP
