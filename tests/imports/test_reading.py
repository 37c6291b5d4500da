"""Files are read as they come: with umlauts from anywhere; what is not a table says why."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from imports.choices import State
from imports.receiving import read_again
from imports.tables import rows_from
from tests.imports.conftest import brought, workbook, worked

TEXT = "Name;E-Mail\nJürgen Groß;juergen@kunde.example\nZoë Öztürk;zoe@kunde.example\n"


def rows(importing):
    with importing.table.open("rb") as table:
        return [(row.number, row.cells) for row, _offset in rows_from(table, offset=0, most=100)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman", "cp850"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_umlauts_are_read_whoever_wrote_the_file(ada, encoding, separator):
    importing = brought(TEXT.replace(";", separator).encode(encoding), by=ada)

    assert importing.state == State.DONE, importing.error
    assert importing.separator == separator
    assert rows(importing) == [(2, ["Jürgen Groß", "juergen@kunde.example"]), (3, ["Zoë Öztürk", "zoe@kunde.example"])]


def test_line_ends_quotes_and_empty_rows(ada):
    importing = brought('sep=;\r\nName;Note\r\n"a ""b"";\r\nc";1\r\n\r\n;;\r\nd;\r\n', by=ada)

    assert (importing.header, importing.rows) == (["Name", "Note"], 2)
    assert rows(importing) == [(2, ['a "b";\r\nc', "1"]), (5, ["d"])]


def test_a_million_characters_before_the_first_umlaut(ada):
    body = "".join(f"Name {number};n{number}@kunde.example\r\n" for number in range(40_000))

    importing = brought(("Name;E-Mail\r\n" + body + "Jürgen;j@kunde.example\r\n").encode("cp1252"), by=ada)

    assert (importing.encoding, importing.rows) == ("cp1252", 40_001)


def test_what_was_guessed_wrong_can_be_said(ada):
    importing = brought("Name;Wert\nJürgen;1,5\n".encode("cp850"), by=ada)
    assert importing.encoding == "cp850"

    again = worked(read_again(importing, encoding="cp1252", separator=","))

    assert (again.header, rows(again)) == (["Name;Wert"], [(2, ["J\x81rgen;1", "5"])]) or again.has_failed
    assert rows(worked(read_again(again, encoding="cp850", separator=";"))) == [(2, ["Jürgen", "1,5"])]


def test_a_workbook_keeps_days_and_numbers(ada):
    file = workbook(
        ["Name", "Day", "Time", "Number", "Flag", "Formula"],
        ["Jürgen", date(2026, 11, 28), datetime(2026, 11, 28, 14, 5), 12.5, True, "=1+1"],  # noqa: DTZ001 -- a sheet's
        [None, None, None, None, None, None],
        ["=HYPERLINK", None, None, 7, None, None],
    )

    importing = brought(file, by=ada, name="list.xlsx")

    assert (importing.sheets, importing.sheet, importing.rows) == (["Sheet"], "Sheet", 2)
    assert rows(importing) == [
        (2, ["Jürgen", "2026-11-28", "2026-11-28T14:05:00", 12.5, True]),
        (4, [None, None, None, 7]),
    ]


def test_another_sheet_can_be_chosen(ada):
    book = openpyxl.Workbook()
    book.active.append(["Nothing"])
    book.active.append(["here"])
    book.create_sheet("Kontakte").append(["Name"])
    book["Kontakte"].append(["Jürgen"])
    kept = io.BytesIO()
    book.save(kept)

    importing = brought(kept.getvalue(), by=ada, name="x.csv")
    assert importing.sheets == ["Sheet", "Kontakte"]

    assert rows(worked(read_again(importing, sheet="Kontakte"))) == [(2, ["Jürgen"])]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"\n\n;;\n", "The file is empty."),
        (b"Name;E-Mail\n", "The file has a header but no rows below it."),
        (b"Name\n\x00\x01\x02\xff", "This is not a table: it is neither text nor an Excel workbook (XLSX)."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "This is not a table: it is neither text nor an Excel workbook (XLSX)."),
        (b"<html><table><tr><td>1", "This is a web page or XML, whatever its name ends in. Please save it as CSV or XLSX."),
        (b"a;b\n1;" + b"x" * 100_001, "A cell in row 2 is longer than 100000 characters."),
        (b'a;b\n1;2\n3;"' + b"x\n" * 60_000, "A cell in row 3 is longer than 100000 characters."),
        (b"x;" * 10_000 + b"x\n1;2\n", "Row 1 has 10001 columns; at most 300 can be read."),
        (b"a;b\n" + b"1;" * 400 + b"1\n", "Row 2 has 401 columns; at most 300 can be read."),
        (b"a" * 4_300_000, "A line is longer than 4000000 characters."),
        ("a;b\nä;\x00\n".encode("utf-16"), "This is not a table: there are null bytes in it."),
    ],
    ids=["empty", "blank", "header", "zeros", "picture", "page", "cell", "quote", "10,000 columns", "wide row", "line", "utf-16"],
)
def test_what_is_no_table_says_why(refused, content, why):
    assert refused(content).startswith(why)


def test_an_old_or_protected_workbook_is_refused_in_words(refused):
    assert "old or a protected Excel file" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, name="list.xlsx")


def archive(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()


def changed(change):
    """An honest workbook with other parts in it."""
    honest = zipfile.ZipFile(io.BytesIO(workbook(["Name"], ["Jürgen"])))
    parts = {name: honest.read(name) for name in honest.namelist()}
    return archive(**(parts | change))


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
CELL = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + SHEET % (CELL % b"&b;")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"xl/worksheets/sheet1.xml": SHEET % (CELL % (b"x" * 5_000_000))}, "far larger inside"),
        ({"xl/worksheets/sheet1.xml": SHEET % (b'<row r="1">' + b"<c/>" * 12_000_000 + b"</row>")}, "far larger inside"),
        ({"xl/styles.xml": b" " * 40_000_000}, "far larger inside"),
        ({"xl/worksheets/sheet1.xml": LAUGHS}, "is broken"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet"}, "is broken"),
        ({"xl/workbook.xml": b"no xml"}, "is broken"),
        ({"xl/worksheets/sheet1.xml": SHEET % b'<row r="999999999999"><c r="A1"><v>1</v></c></row>'}, "more than 2000000 rows"),
        ({"xl/worksheets/sheet1.xml": SHEET % b'<row r="1"><c r="XFD1"><v>1</v></c></row>'}, "has 16384 columns"),
    ],
    ids=["text", "row", "styles", "laughs", "cut", "no xml", "far row", "far column"],
)
def test_a_workbook_that_is_made_to_do_harm_is_refused_in_words(refused, parts, why):
    assert why in refused(changed(parts), name="list.xlsx")


def test_an_archive_that_is_no_workbook_is_refused(refused):
    assert "not an Excel workbook" in refused(archive(x=b"y"), name="list.xlsx")
    assert "is broken" in refused(b"PK\x03\x04" + b"x" * 500, name="list.xlsx")


def test_a_broken_archive_or_one_with_a_false_size_is_refused(refused):
    raw = bytearray(changed({"xl/worksheets/sheet1.xml": SHEET % (CELL % b"x")}))
    raw[len(raw) // 2] ^= 0xFF

    assert refused(bytes(raw), name="list.xlsx")
