"""A mail is read as it was meant, however its client wrote it."""

from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import pytest

from tests.tickets.mail.samples import FOLDER, SAMPLES, raw
from tickets.mail.bodies import TEXT_TOO_LONG
from tickets.mail.mime import HEADERS_TOO_LARGE, TOO_DEEP, TOO_MANY_PARTS
from tickets.mail.parse import EMPTY_MAIL, NO_SENDER, Address, UnreadableMail, parse

HEAD = b"From: Carla Kunde <carla@kunde.de>\r\nSubject: Hallo\r\n"


def test_every_sample_is_known():
    assert {file.stem for file in FOLDER.glob("*.eml")} == {*SAMPLES, "no-sender"}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_what_a_reader_sees(name):
    mail = parse(raw(name))

    files = [[file.name, file.content_type, len(file.content), file.is_inline] for file in mail.attachments]
    expected = SAMPLES[name]
    assert mail.sender == Address(expected["name"], expected["email"])
    assert (mail.subject, mail.message_id) == (expected["subject"], expected["message_id"])
    assert (mail.text, files) == (expected["text"], expected["files"])


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sample_is_cut(name):
    assert parse(raw(name)).notes == ()


@pytest.mark.parametrize(
    ("mail", "reason"),
    [(b"", EMPTY_MAIL), (b" \r\n\r\n", EMPTY_MAIL), (raw("no-sender"), NO_SENDER), (b"\x00\xff" * 500, NO_SENDER)],
)
def test_a_mail_nobody_can_read_says_why(mail, reason):
    with pytest.raises(UnreadableMail) as refusal:
        parse(mail)

    assert str(refusal.value) == reason


def test_a_date_is_kept_in_universal_time():
    assert parse(raw("outlook-web")).date == datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
    assert parse(raw("bounce-qmail")).date == datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize("date", [b"", b"gestern", b"32 Foo 2026", b"Fri, 20 Nov 99999 10:00:00 +9999", b"\xff" * 9])
def test_a_senseless_date_is_none(date):
    assert parse(HEAD + b"Date: " + date + b"\r\n\r\nHallo").date is None


def test_an_answer_names_what_it_answers():
    mail = parse(raw("outlook-desktop-de"))

    assert mail.in_reply_to == ("<42.1@acme.de>",)
    assert mail.references == ("<42.0@acme.de>", "<42.1@acme.de>")


def test_of_endless_references_the_first_and_the_latest_count():
    mail = parse(raw("huge-references"))

    assert mail.references == ("<r0@acme.de>", *(f"<r{number}@acme.de>" for number in range(1401, 1500)))


def test_recipients_are_read_from_every_header():
    mail = parse(raw("two-message-ids"))

    assert mail.to == (Address("", "help@acme.de"),)
    assert mail.cc == (Address("Kunde, Karl", "karl@kunde.de"), Address("", "sam@kunde.de"))
    assert parse(raw("scanner")).delivered_to == ("help@acme.de",)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (b"carla@kunde.de", Address("", "carla@kunde.de")),
        (b"<Carla@Kunde.DE>", Address("", "carla@kunde.de")),
        (b"carla@kunde.de (Carla Kunde)", Address("Carla Kunde", "carla@kunde.de")),
        (b"Carla Kunde [carla@kunde.de]", Address("Carla Kunde", "carla@kunde.de")),
        (b'"carla@kunde.de" <carla@kunde.de>', Address("carla@kunde.de", "carla@kunde.de")),
        (b"=?utf-8?Q?Carla_Kunde_<carla=40kunde.de>?=", Address("Carla Kunde", "carla@kunde.de")),
        (b"=?utf-8?Q?M=C3=BCller,_Jan?= <jan@kunde.de>", Address("Müller, Jan", "jan@kunde.de")),
        (b"=?utf-8?B?TcM=?= =?utf-8?B?vGxsZXI=?= <jan@kunde.de>", Address("Müller", "jan@kunde.de")),
        (b"M\xfcller <jan@kunde.de>", Address("Müller", "jan@kunde.de")),
        (b"MAILER-DAEMON", Address("MAILER-DAEMON", "")),
    ],
)
def test_a_sender_is_read_however_it_is_written(written, address):
    assert parse(b"From: " + written + b"\r\n\r\nHallo").sender == address


def test_no_header_breaks_out_of_its_line():
    mail = parse(raw("header-injection"))

    assert mail.sender == Address("Carla Bcc: all@kunde.de", "carla@kunde.de")
    assert mail.subject == "Hallo X-Evil: 1 Body"
    assert "x-evil" not in mail.headers
    assert mail.reply_to == (Address('a"b, c', "d@kunde.de"), Address("@x", ""), Address("kein.gueltiger", ""))


def test_headers_are_found_by_their_lower_case_name():
    assert parse(raw("two-message-ids")).headers["message-id"] == ("<first@kunde.de>", "<second@kunde.de>")


def test_a_picture_shown_in_the_text_is_known_by_its_content_id():
    [picture] = parse(raw("inline-image")).attachments

    assert (picture.content_id, picture.is_inline, picture.content[:4]) == ("image001.png@01DB", True, b"\x89PNG")


def test_a_forwarded_mail_stays_whole():
    [forwarded] = parse(raw("forwarded-attachment")).attachments

    assert forwarded.content.startswith(b"From: Eve <eve@example.com>\r\n")
    assert forwarded.content.endswith(b"\r\n--i--\r\n")


def test_html_and_text_one_after_the_other_are_both_kept():
    mail = parse(raw("mixed-html-and-text"))

    assert mail.html == "<p>Haupttext</p>\n<pre>Angehängt von einem &lt;Virenscanner&gt;</pre>"


def test_a_file_name_keeps_its_ending_when_it_is_cut():
    mail = parse(HEAD + b'Content-Type: application/pdf; name="' + b"a" * 300 + b'.pdf"\r\n\r\nx')

    assert mail.attachments[0].name == "a" * 146 + ".pdf"


def test_parts_nested_without_end_are_left_out():
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(5000))

    mail = parse(HEAD + parts + b"\r\nHallo")

    assert (mail.text, mail.notes) == ("", (TOO_DEEP,))


def test_of_a_thousand_parts_two_hundred_are_read():
    mail = parse(HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 1000)

    assert (mail.text.count("x"), mail.notes) == (199, (TOO_MANY_PARTS,))


def test_a_text_too_long_is_cut():
    mail = parse(HEAD + b"\r\n" + b"x" * 1_000_001)

    assert (len(mail.text), mail.notes) == (1_000_000, (TEXT_TOO_LONG,))


def test_headers_too_large_are_cut_and_the_text_is_still_read():
    mail = parse(HEAD + b"X-Long: " + b"y" * 3_000_000 + b"\r\nTo: help@acme.de\r\n\r\nHallo")

    assert (mail.to, mail.text, mail.notes) == ((Address("", "help@acme.de"),), "Hallo", (HEADERS_TOO_LARGE,))
    assert len(mail.headers["x-long"][0]) == 16_000


@pytest.mark.parametrize("charset", [b"utf-9", b"zlib", b"punycode", b"'", b"x" * 999, b"unicode_escape"])
def test_a_charset_nobody_knows_is_guessed(charset):
    mail = parse(HEAD + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\nT\xc3\xbcr")

    assert mail.text == "Tür"


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_mail_is_read_or_refused_but_never_fails(seed):
    random = Random(seed)
    for name in SAMPLES:
        damaged = bytearray(raw(name))
        for _ in range(10):
            at = random.randrange(len(damaged))
            damaged[at : at + random.randrange(30)] = random.randbytes(random.randrange(8))
        with suppress(UnreadableMail):
            mail = parse(bytes(damaged))
            assert "\x00" not in mail.text + mail.html + mail.subject
