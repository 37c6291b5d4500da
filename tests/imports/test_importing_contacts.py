"""Contacts come from a file: looked at first, taken over row by row, and taken back as a whole."""

import pytest

from customers.models import Contact, Organisation
from imports.choices import Outcome, Stage, State
from imports.models import Line
from imports.receiving import run
from imports.working import work
from tests.imports.conftest import brought, checked, lines, mapped, taken_over, undone
from tests.making import make_contact, make_ticket

GERMAN = """\
Name;E-Mail-Adresse;Telefon;Firma
Jürgen Groß;juergen@kunde.example;+49 30 1;Bäckerei Öz
Zoë Müller;zoe@kunde.example;;Bäckerei Öz
"""


@pytest.mark.spec("CP-12")
def test_a_german_list_is_read_mapped_looked_at_and_taken_over(ada):
    importing = brought(GERMAN.encode("cp1252"), by=ada)
    assert (importing.stage, importing.state, importing.rows) == (Stage.READING, State.DONE, 2)
    assert (importing.encoding, importing.separator) == ("cp1252", ";")
    assert importing.recipe["columns"] == {"0": "name", "1": "email", "2": "phone", "3": "organisation"}
    assert importing.recipe["recognise"] == "email"

    importing = checked(mapped(importing, makes=frozenset({"organisation"})))
    assert (importing.can_run, importing.counts) == (True, {"created": 2, "updated": 0, "skipped": 0, "failed": 0})
    assert not Contact.objects.exists()

    importing = taken_over(importing)
    assert (importing.stage, importing.state, importing.done) == (Stage.RUNNING, State.DONE, 2)
    [organisation] = Organisation.objects.all()
    assert list(Contact.objects.values_list("name", "email", "phone", "organisation", "language")) == [
        ("Jürgen Groß", "juergen@kunde.example", "+49 30 1", organisation.pk, "de"),
        ("Zoë Müller", "zoe@kunde.example", "", organisation.pk, "de"),
    ]


def test_what_is_wrong_stands_beside_its_column(ada):
    Organisation.objects.create(name="Bäckerei Öz")
    importing = checked(
        brought("name,email,organisation\nA,a@kunde.example,Bäckerei Ötz\nB,nobody,\n,c@kunde.example,\n", by=ada)
    )

    assert lines(importing) == [
        (2, Outcome.FAILED, [[2, "“Bäckerei Ötz” is unknown."]]),
        (3, Outcome.FAILED, [[1, "“nobody” is not an e-mail address."]]),
        (4, Outcome.FAILED, [[0, "Name is missing."]]),
    ]


def test_known_ones_are_changed_and_empty_cells_leave_what_there_is(ada):
    kai = make_contact("kai@kunde.example", name="Kai")
    Contact.objects.update(phone="1")

    importing = taken_over(brought("name,email,phone\nKai Winter,KAI@kunde.example,\n", by=ada))

    assert importing.counts["updated"] == 1
    kai.refresh_from_db()
    assert (kai.name, kai.phone) == ("Kai Winter", "1")


def test_known_ones_can_be_left_alone_or_emptied(ada):
    make_contact("kai@kunde.example", name="Kai")
    Contact.objects.update(phone="1")
    file = "name,email,phone\nKai Winter,kai@kunde.example,\n"

    assert taken_over(mapped(brought(file, by=ada), updates=False)).counts["skipped"] == 1
    assert Contact.objects.get().name == "Kai"
    taken_over(mapped(brought(file, by=ada), updates=True, clears=True))
    assert Contact.objects.get().phone == ""


def test_what_comes_twice_is_one(ada):
    file = "name,email\nKai,kai@kunde.example\nKai Winter,KAI@kunde.example\n"

    importing = checked(brought(file, by=ada))
    assert lines(importing) == [(2, "created", []), (3, "updated", [[None, "The same as in row 2."]])]
    importing = taken_over(importing)

    assert [line[1] for line in lines(importing)] == ["created", "updated"]
    assert Contact.objects.get().name == "Kai Winter"


def test_always_new_never_doubles_what_there_can_be_only_one_of(ada):
    make_contact("kai@kunde.example", name="Kai")
    file = "name,email\nKai,kai@kunde.example\nA,a@kunde.example\nB,a@kunde.example\n"

    importing = mapped(brought(file, by=ada), recognise="")

    assert [(number, words) for number, outcome, words in lines(checked(importing)) if outcome == "failed"] == [
        (2, [[1, "Another entry has this already."]]),
        (4, [[None, "Row 3 has the same, and there can be only one."]]),
    ]
    assert taken_over(importing).counts == {"created": 1, "updated": 0, "skipped": 0, "failed": 2}


def test_all_of_it_is_taken_back_but_what_somebody_changed_or_uses(ada):
    make_contact("kai@kunde.example", name="Kai")
    make_contact("old@kunde.example", name="Old")
    file = "name,email,organisation\n" + "".join(
        f"New {name},{name}@kunde.example,Firma\n" for name in ("kai", "old", "a", "b", "c")
    )
    importing = taken_over(mapped(brought(file, by=ada), makes=frozenset({"organisation"})))
    Contact.objects.filter(email="b@kunde.example").update(phone="7")
    Contact.objects.filter(email="old@kunde.example").update(name="Newer")
    make_ticket(Contact.objects.get(email="c@kunde.example"))

    importing = undone(importing)

    assert (importing.stage, importing.state, importing.done) == (Stage.UNDOING, State.DONE, 5)
    assert importing.tally == {"removed": 1, "restored": 1, "kept": 3}
    assert dict(Contact.objects.values_list("email", "name")) == {
        "kai@kunde.example": "Kai",
        "old@kunde.example": "Newer",
        "b@kunde.example": "New b",
        "c@kunde.example": "New c",
    }
    kept = Line.objects.filter(importing=importing, undone="kept").order_by("number")
    assert [(line.number, line.reasons[-1][1]) for line in kept] == [
        (3, "It was changed since."),
        (5, "It was changed since."),
        (6, "It is in use."),
    ]
    assert Organisation.objects.filter(name="Firma").exists()


def test_what_was_made_along_goes_along(ada):
    file = "name,email,organisation\nA,a@kunde.example,Firma\nB,b@kunde.example,FIRMA\n"
    importing = taken_over(mapped(brought(file, by=ada), makes=frozenset({"organisation"})))
    assert Organisation.objects.get().contacts.count() == 2

    undone(importing)

    assert (Contact.objects.count(), Organisation.objects.count()) == (0, 0)


def test_whoever_may_no_longer_goes_no_further(ada):
    importing = checked(brought("name,email\nA,a@kunde.example\n", by=ada))
    ada.roles.clear()

    run(importing)
    work(importing.pk)

    importing.refresh_from_db()
    assert (importing.state, importing.error) == (State.FAILED, "You may no longer import this.")
    assert not Contact.objects.exists()


def test_the_next_file_of_this_kind_needs_no_mapping(ada, ben):
    first = brought("Wer;Wohin\nA;a@kunde.example\n", by=ada)
    assert first.recipe["columns"] == {}
    mapped(first, columns={0: "name", 1: "email"}, recognise="email", updates=False)

    again = brought("Wohin;Wer\nb@kunde.example;B\n", by=ben)
    similar = brought("Wer;E-Mail\nC;c@kunde.example\n", by=ben)

    assert (again.recipe["columns"], again.recipe["updates"]) == ({"0": "email", "1": "name"}, False)
    assert similar.recipe["columns"] == {"0": "name", "1": "email"}
