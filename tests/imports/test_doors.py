"""From the upload to the undoing by clicking; nobody else's, and nothing without permission."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from customers.models import Contact
from exports.making import make
from exports.models import Export
from imports.models import Import
from imports.receiving import run
from tests.imports.conftest import brought, taken_over, workbook, worked
from tests.imports.pages import without_looks
from tests.making import make_staff

FILE = "Name;E-Mail;Firma\nJürgen;juergen@kunde.example;Bäckerei\nZoë;nobody;\n".encode("cp1252")


@pytest.fixture(autouse=True)
def doors(settings):
    without_looks(settings)


@pytest.fixture
def desk(at_desk, ada):
    return at_desk(ada)


@pytest.fixture
def olga(acme):
    olga = make_staff("olga@acme.example", name="Olga Office")
    olga.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])
    return olga


def upload(desk, content=FILE, *, target="contacts", name="kunden.csv"):
    return desk.post("/imports/", {"target": target, "file": SimpleUploadedFile(name, content)})


@pytest.fixture
def importing(desk):
    assert upload(desk).status_code == 302
    return worked(Import.objects.get())


def mapping(importing, **changed):
    return {"column_0": "name", "column_1": "email", "column_2": "", "recognise": "email", "known": "update", **changed}


@pytest.mark.spec("CP-12")
def test_from_the_file_to_the_report_and_back(desk, importing, ada):
    page = desk.get(f"/imports/{importing.pk}/").context
    assert [row.outcome for row in page["preview"]] == ["failed", "failed"]
    assert [(cell.label, cell.words, cell.error) for cell in page["preview"][0].cells] == [
        ("Name", "Jürgen", ""),
        ("E-mail", "juergen@kunde.example", ""),
        ("Organisation", "Bäckerei", "“Bäckerei” is unknown."),
    ]

    said = mapping(importing, column_2="organisation", makes="organisation", check="1")
    assert desk.post(f"/imports/{importing.pk}/mapping/", said).status_code == 302
    worked(importing)
    page = desk.get(f"/imports/{importing.pk}/").context
    assert page["outcomes"] == [
        ("created", "New", 1),
        ("updated", "Changed", 0),
        ("skipped", "Skipped", 0),
        ("failed", "Error", 1),
    ]
    assert [(row.number, row.reasons) for row in page["lines"]["rows"]] == [
        (2, ["Organisation “Bäckerei” is new."]),
        (3, ["E-Mail: “nobody” is not an e-mail address."]),
    ]
    assert len(desk.get(f"/imports/{importing.pk}/?outcome=failed").context["lines"]["rows"]) == 1

    for step in ("run", "undoing"):
        assert desk.post(f"/imports/{importing.pk}/{step}/")["Location"] == f"/imports/{importing.pk}/"
        worked(importing)
        assert Contact.objects.count() == (1 if step == "run" else 0)
    assert desk.post(f"/imports/{importing.pk}/removal/")["Location"] == "/imports/"
    assert not Import.objects.exists()


def test_what_went_wrong_is_a_file_that_can_be_mended_and_brought_again(desk, importing, ada):
    worked(importing)
    desk.post(f"/imports/{importing.pk}/mapping/", mapping(importing, check="1"))
    worked(importing)

    answer = desk.post(f"/imports/{importing.pk}/reports/", {"rows": "failed", "form": "plain"})
    export = Export.objects.get()
    assert answer["Location"] == f"/exports/{export.pk}/"
    make(export.pk)
    file = b"".join(desk.get(f"/exports/{export.pk}/file/").streaming_content)

    assert list(csv.reader(io.StringIO(file.decode()))) == [
        ["Name", "E-Mail", "Firma", "Result", "Reason"],
        ["Zoë", "nobody", "", "Error", "E-Mail: “nobody” is not an e-mail address."],
    ]
    mended = brought(file.replace(b"nobody,", b"zoe@kunde.example,"), by=ada, name="mended.csv")
    assert mended.recipe["columns"] == {"0": "name", "1": "email", "2": "organisation"}
    assert taken_over(mended).counts["created"] == 1


@pytest.mark.parametrize(
    ("changed", "field", "error"),
    [
        ({"column_1": "name"}, "column_0", "Two columns are “Name”."),
        ({"recognise": "email", "column_1": ""}, "recognise", "No column is “E-mail”."),
        ({"fixed_language": "Klingon"}, "fixed_language", "“Klingon” is unknown."),
        ({"fixed_email": "x"}, "fixed_email", "“x” is not an e-mail address."),
        ({"column_0": "password"}, "column_0", "Select a valid choice. password is not one of the available choices."),
        ({"column_0": "", "column_1": "", "recognise": ""}, "__all__", "Please say of at least one column what it is."),
    ],
)
def test_what_cannot_be_is_said_beside_its_control(desk, importing, changed, field, error):
    answer = desk.post(f"/imports/{importing.pk}/mapping/", mapping(importing, **changed))

    assert (answer.status_code, answer.context["mapping"].errors[field]) == (422, [error])


def test_what_is_the_same_for_all_rows_is_said_once(desk, importing):
    desk.post(f"/imports/{importing.pk}/mapping/", mapping(importing, fixed_language="Englisch", check="1"))

    worked(run(worked(importing)))

    assert Contact.objects.get().language == "en"


def test_a_file_that_is_too_large_or_empty_is_refused_at_once(desk, settings):
    settings.IMPORT_MAX_BYTES = 10

    for content, error in ((FILE, "The file may be 10"), (b"", "The file is empty.")):
        answer = upload(desk, content)
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"][0].startswith(error)
    assert not Import.objects.exists()


def test_another_way_of_writing_can_be_chosen(desk, ada):
    upload(desk, b"a,b;c\n1,2;3\n")
    importing = worked(Import.objects.get())

    desk.post(f"/imports/{importing.pk}/reading/", {"encoding": "utf-8", "separator": ";"})

    assert worked(importing).header == ["a,b", "c"]
    assert desk.post(f"/imports/{importing.pk}/reading/", {"encoding": "x", "separator": ";"}).status_code == 422


def test_a_workbook_is_asked_for_its_sheet_only(desk):
    upload(desk, workbook(["Name"], ["Jürgen"]), name="x.xlsx")
    importing = worked(Import.objects.get())

    assert list(desk.get(f"/imports/{importing.pk}/").context["reading"].fields) == ["sheet"]


def test_what_comes_too_late_says_so_and_changes_nothing(desk, ada):
    importing = taken_over(brought("name,email\nA,a@kunde.example\n", by=ada))

    for step in ("run", "check", "mapping", "resumption", "reading"):
        answer = desk.post(f"/imports/{importing.pk}/{step}/", {"encoding": "utf-8", "separator": ";"})
        assert answer.status_code == 302
    assert Import.objects.get().stage == "running"


def test_each_persons_imports_are_their_own(desk, at_desk, ben, olga, importing):
    assert {at_desk(ben).get(f"/imports/{importing.pk}/").status_code, at_desk(olga).get("/imports/").status_code} == {404, 403}
    assert list(at_desk(ben).get("/imports/").context["imports"]) == []
    for step in ("reading", "mapping", "check", "run", "stop", "resumption", "undoing", "removal", "reports"):
        assert at_desk(ben).post(f"/imports/{importing.pk}/{step}/").status_code == 404
        assert desk.get(f"/imports/{importing.pk}/{step}/").status_code == 405


def test_tickets_are_imported_by_those_who_may_only(desk, at_desk, max):
    answer = upload(desk, target="tickets")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["target"])

    assert upload(at_desk(max), target="tickets").status_code == 302


def test_nothing_of_globex_is_known_at_acme(desk, importing, globex):
    with globex:
        theirs = brought(b"name,email\nGina,gina@kunde.example\n", by=make_staff("ada@globex.example", name="Ada"))
        assert (Import.objects.count(), theirs.rows) == (1, 1)
        Import.objects.update(id=9999)

    assert [each.pk for each in desk.get("/imports/").context["imports"]] == [importing.pk]
    assert desk.get("/imports/9999/").status_code == 404
    assert desk.post("/imports/9999/run/").status_code == 404


def test_pages_need_the_same_queries_for_one_and_for_fifty_rows(desk, ada):
    def queries(rows):
        Import.objects.all().delete()
        file = "name,email,organisation\n" + "".join(f"N,n{n}@kunde.example,F\n" for n in range(rows))
        importing = taken_over(brought(file, by=ada))
        same = {"user": ada, "target": "contacts", "name": "x", "size": 1, "expires_at": importing.expires_at}
        Import.objects.bulk_create(Import(**same) for _each in range(rows))
        counts = []
        for page in ("/imports/", f"/imports/{importing.pk}/"):
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(page).status_code == 200
            counts.append(len(asked))
        return counts

    assert queries(1) == queries(50)
    assert max(queries(1)) < 15
