"""Every page that an import can show is drawn, whatever has happened to it."""

import pytest

from imports.models import Import
from imports.receiving import check, go_on, run, stop, undo
from imports.working import work
from tests.imports.conftest import brought, checked, mapped, worked

FILE = "Name,E-Mail,Firma\nJürgen,j@kunde.example,Neu\nZoë,nobody,\n"


@pytest.fixture
def look(at_desk, ada):
    def looked(importing):
        for headers in ({}, {"HX-Request": "true"}):
            page = at_desk(ada).get(f"/imports/{importing.pk}/", headers=headers)
            assert page.status_code == 200
        return page.content.decode()

    return looked


def test_from_the_first_to_the_last(look, ada, at_desk):
    importing = brought(FILE, by=ada)
    assert "Jürgen" in look(importing)
    importing = mapped(importing, makes=frozenset({"organisation"}))
    for begin in (check, run, undo):
        importing = begin(importing)
        look(importing)
        stop(importing)
        look(Import.objects.get())
        importing = worked(go_on(importing))
        assert "nobody" in look(importing) or begin is undo
    assert "list.csv" in at_desk(ada).get("/imports/").content.decode()


def test_what_cannot_be_read_says_why(look, ada):
    importing = brought(b"\x89PNG\x00\x00", by=ada)

    assert "This is not a table" in look(importing)


def test_with_errors_in_the_mapping_nothing_said_is_lost(at_desk, ada):
    importing = brought(FILE, by=ada)

    said = {"column_0": "name", "column_1": "name", "fixed_phone": "+49 30 7", "known": "update"}
    page = at_desk(ada).post(f"/imports/{importing.pk}/mapping/", said)

    assert page.status_code == 422
    assert "Two columns are" in page.content.decode()
    assert "+49 30 7" in page.content.decode()


def test_a_dry_run_that_went_through_can_be_started_over(look, ada):
    importing = checked(brought(FILE, by=ada))
    look(importing)

    importing = checked(mapped(importing, columns={0: "name", 1: "email"}))

    assert importing.can_run
    assert not work(importing.pk)


def test_of_tickets_that_are_here_the_page_says_what_stays_before_anything_happens(at_desk, max):
    importing = brought("Betreff,Erstellt am\nAufzug,2024-02-03\n", by=max, target="tickets")

    page = at_desk(max).get(f"/imports/{importing.pk}/").content.decode()

    assert "Stays as it is in any case: What is it about?, Opened, Closed" in page
    assert [f">{label} (new ones only)<" in page for label in ("Opened", "Closed", "What is it about?", "Subject")] == [
        True,
        True,
        True,
        False,
    ]
    contacts = brought(FILE, by=max)
    assert "new ones only" not in at_desk(max).get(f"/imports/{contacts.pk}/").content.decode()
