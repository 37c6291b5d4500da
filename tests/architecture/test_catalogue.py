"""German is whole: the check finds every gap, and what we say instead of others they still say."""

import gettext
import re
from pathlib import Path

import allauth
import django
import pytest

from helpdesk.borrowed_texts import BORROWED
from sandbox.messages import ROOT, complaints

HEADER = 'msgid ""\nmsgstr ""\n"POT-Creation-Date: {}\\n"\n"Language: de\\n"\n\n'
WHOLE = HEADER.format("2026-11-21") + 'msgid "Claim"\nmsgstr "Annehmen"\n\n#, python-format\nmsgid "%(n)s"\nmsgstr ""\n"%(n)s"\n'
LIBRARIES = [
    Path(django.__file__).parent / "conf/locale",
    Path(django.__file__).parent / "contrib/auth/locale",
    Path(django.__file__).parent / "contrib/admin/locale",
    Path(allauth.__file__).parent / "locale",
]


def test_a_whole_catalogue_is_whole_whenever_it_was_made():
    assert list(complaints(WHOLE, fresh=WHOLE.replace("2026-11-21", "2027-01-01"))) == []


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('\nmsgid "Ticket"\nmsgstr ""\n', "1 without German"),
        ('\nmsgid "key"\nmsgid_plural "keys"\nmsgstr[0] "Schlüssel"\nmsgstr[1] ""\n', "1 without German"),
        ('\n#, fuzzy, python-format\nmsgid "Ticket"\nmsgstr "Tacker"\n', "1 unsure (fuzzy)"),
    ],
    ids=["a text", "a plural", "a guess"],
)
def test_a_gap_is_found(entry, complaint):
    assert list(complaints(WHOLE + entry, fresh=WHOLE + entry)) == [complaint]


def test_a_text_that_came_or_went_is_found():
    assert list(complaints(WHOLE, fresh=WHOLE.replace("Claim", "Take"))) == ["not what the pages say any more: bin/messages"]


def test_every_borrowed_text_is_still_said_by_its_library():
    theirs = [gettext.translation("django", localedir=folder, languages=["de"]) for folder in LIBRARIES]
    assert [text for text in BORROWED if not any(text in library._catalog for library in theirs)] == []


def test_our_english_renames_only_what_libraries_still_say():
    theirs = [gettext.translation("django", localedir=folder, languages=["de"]) for folder in LIBRARIES]
    ours = re.findall(r'^msgid "(.+)"$', (ROOT / "locale/en/LC_MESSAGES/django.po").read_text(), re.MULTILINE)

    assert [text for text in ours if not any(text in library._catalog for library in theirs)] == []
