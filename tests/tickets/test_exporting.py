"""A list of tickets is taken along, however long it is, as Excel, CSV or for programs."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exports import workbooks
from exports.choices import Form, State
from exports.making import make
from exports.models import Export
from exports.removing import remove
from exports.tasks import make_large_export
from tenants.locks import alone
from tests.making import make_ticket
from tickets.actions.inventing import invent
from tickets.actions.ordering import order_list
from tickets.choices import FieldKind
from tickets.exporting import NOT_YOURS
from tickets.models import CustomField, Ticket, TicketType, TypeField


@pytest.fixture
def meter(acme):
    return invent(CustomField(name="Zähler", kind=FieldKind.NUMBER, is_listed=True))


def made(by, query="", **more):
    export = order_list(query, by=by, **{"form": Form.EXCEL, **more})
    make(export.pk)
    return Export.objects.get(pk=export.pk)


def text(export):
    return export.file.read().decode()


def table(export, separator=","):
    return list(csv.reader(io.StringIO(text(export).removeprefix("\ufeff")), delimiter=separator))


def book(export):
    return openpyxl.load_workbook(io.BytesIO(export.file.read()))


@pytest.mark.spec("CP-12", "BR-6")
def test_the_view_of_an_address_as_german_excel_reads_it(ada, kai, carla, meter):
    ada.language = "de"
    ada.save()
    wanted = make_ticket(kai, subject="Türöffner; „kaputt“")
    make_ticket(carla, subject="Other")
    Ticket.objects.filter(pk=wanted.pk).update(
        custom={str(meter.pk): "-1234.5"}, is_urgent=True, due_at=datetime(2026, 11, 28, 13, 5, 9, tzinfo=UTC)
    )

    export = made(ada, "urgent=yes&sort=oldest")

    written = text(export)
    assert (export.state, export.done, export.total) == (State.READY, 1, 1)
    assert written.startswith("\ufeffNummer;Betreff;Dringend;Priorität;Gemeldet von;")
    [head, row] = csv.reader(io.StringIO(written[1:]), delimiter=";")
    assert dict(zip(head, row, strict=True)) | {"Letzte Aktivität": ""} == {
        "Nummer": str(wanted.pk),
        "Betreff": "Türöffner; „kaputt“",
        "Dringend": "Ja",
        "Priorität": "Normal",
        "Gemeldet von": "Kai Winter",
        "Status": "Neu",
        "Zuständig": "",
        "Fällig": "28.11.2026 14:05:09",
        "Letzte Aktivität": "",
        "Zähler": "-1234,5",
    }


def test_for_programs_it_is_plain(ada, kai, meter):
    ticket = make_ticket(kai, subject="Tür")
    Ticket.objects.update(custom={str(meter.pk): "12.50"}, due_at=datetime(2026, 11, 28, 13, 5, tzinfo=UTC))

    head, row = table(made(ada, form=Form.PLAIN))

    said = dict(zip(head, row, strict=True))
    assert not text(made(ada, form=Form.PLAIN)).startswith("\ufeff")
    assert (said["Number"], said["Urgent"], said["Zähler"], said["Due"]) == (
        str(ticket.pk),
        "false",
        "12.50",
        "2026-11-28T14:05:00+0100",
    )


def test_in_a_workbook_days_and_numbers_are_what_they_are(ada, kai, meter):
    ticket = make_ticket(kai, subject="=HYPERLINK(1)")
    Ticket.objects.update(
        custom={str(meter.pk): "12.5"},
        due_at=datetime(2026, 11, 28, 13, 5, tzinfo=UTC),
        estimated_on=date(2026, 12, 24),
        hours=Decimal("1.75"),
        report="Zeile 1\nZeile 2\x0b",
    )

    sheet = book(made(ada, form=Form.XLSX, columns="all")).active

    head, row = sheet.iter_rows()
    cells = {label.value: cell for label, cell in zip(head, row, strict=True)}
    assert all(label.font.bold for label in head)
    assert (sheet.freeze_panes, sheet.title) == ("A2", "All open")
    assert sheet.column_dimensions["B"].width > 10
    assert (cells["Subject"].value, cells["Subject"].data_type) == ("=HYPERLINK(1)", "s")
    assert (cells["Number"].value, cells["Zähler"].value, cells["Hours"].value) == (ticket.pk, 12.5, 1.75)
    assert (cells["Due"].value, cells["Due"].is_date) == (datetime(2026, 11, 28, 14, 5), True)  # noqa: DTZ001 -- a sheet's
    assert cells["Estimated solution"].value == datetime(2026, 12, 24)  # noqa: DTZ001 -- a sheet's
    assert (cells["Customer's e-mail"].value, cells["What is it about?"].value) == ("kai@kunde.example", "It burns.")
    assert cells["Report"].value.startswith("Zeile 1\nZeile 2")


@pytest.mark.parametrize(
    ("count", "sheets"), [(2, [["S0", "S1"]]), (3, [["S0", "S1"], ["S2"]]), (5, [["S0", "S1"], ["S2", "S3"], ["S4"]])]
)
def test_what_finds_no_place_on_a_sheet_goes_on_the_next(ada, kai, monkeypatch, count, sheets):
    """A sheet has room for so many rows, the first of which is the header; one that is just full is the last."""
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    for number in range(count):
        make_ticket(kai, subject=f"S{number}")

    found = book(made(ada, "sort=oldest", form=Form.XLSX)).worksheets

    assert [sheet.title for sheet in found] == ["All open", "All open 2", "All open 3"][: len(sheets)]
    assert [[row[1].value for row in sheet.iter_rows()] for sheet in found] == [["Subject", *rows] for rows in sheets]


def test_no_form_holds_a_formula(ada, kai):
    for subject in ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"):
        make_ticket(kai, subject=subject)

    for form in (Form.EXCEL, Form.PLAIN):
        assert [row[1] for row in table(made(ada, "sort=oldest", form=form))[1:]] == [
            "'=1+1",
            "'+cmd|' /C calc'!A0",
            "'-2+3",
            "'@SUM(A1)",
        ]
    assert {cell.data_type for [cell] in book(made(ada, form=Form.XLSX)).active["B2:B5"]} == {"s"}


def test_everything_is_what_one_may_read_and_nothing_more(ada, carla, meter):
    secret = invent(CustomField(name="Secret", kind=FieldKind.TEXT, staff="hidden"))
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, builtin="solution", staff="hidden", portal="hidden")
    for subject in ("Seen", "Hidden"):
        make_ticket(carla, subject=subject)
    Ticket.objects.update(custom={str(secret.pk): "psst"}, report="Bericht", solution="Gelöst")
    Ticket.objects.filter(subject="Hidden").update(type=fault)

    export = made(ada, "sort=oldest", columns="all")

    head, seen, hidden = table(export)
    assert "psst" not in text(export)
    assert [dict(zip(head, row, strict=True))["Solution"] for row in (seen, hidden)] == ["Gelöst", ""]


def test_whoever_may_no_longer_gets_nothing(ada, carla):
    make_ticket(carla)
    export = order_list("", by=ada, form=Form.PLAIN)
    ada.roles.clear()

    make(export.pk)

    export.refresh_from_db()
    assert (export.state, export.error, export.file.name) == (State.FAILED, NOT_YOURS, "")


def test_a_thousand_more_need_no_more_queries_each(ada, carla, meter, monkeypatch):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert len(table(made(ada, "sort=oldest", columns="all"))) == Ticket.objects.count() + 1
        Export.objects.all().delete()
        return len(asked)

    first = make_ticket(carla)
    with_one = queries()
    same = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject=f"{number}", **same) for number in range(49))

    assert queries() == with_one


def test_nobody_wants_it_any_more(ada, carla):
    make_ticket(carla)
    export = order_list("", by=ada, form=Form.XLSX)
    remove(Export.objects.filter(pk=export.pk))

    make(export.pk)

    assert not Export.objects.exists()


def test_large_ones_wait_for_each_other(ada, carla):
    make_ticket(carla)
    first, second = order_list("", by=ada, form=Form.XLSX), order_list("", by=ada, form=Form.PLAIN)

    with alone("large exports"):
        make_large_export(first.pk)
    assert Export.objects.get(pk=first.pk).attempts == 0
    make(first.pk)

    assert [Export.objects.get(pk=one.pk).state for one in (first, second)] == [State.READY, State.QUEUED]
