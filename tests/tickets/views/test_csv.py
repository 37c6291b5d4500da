"""A list is taken along as CSV."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lists.models import Habit
from tests.making import make_ticket
from tickets import tabling
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.models import Category, CustomField, Ticket, TicketType, TypeField
from ui.spreadsheets import csv_lines, harmless

FILE = "/tickets/list.csv"


def text(answer):
    return b"".join(answer.streaming_content).decode()


def rows(answer, *, separator=","):
    return list(csv.reader(io.StringIO(text(answer).removeprefix("\ufeff")), delimiter=separator))


@pytest.fixture
def meter(acme):
    return invent(CustomField(name="Zähler", kind=FieldKind.NUMBER, is_listed=True))


def test_the_present_view_is_written_as_german_excel_reads_it(desk, ada, meter, kai, carla):
    ada.language = "de"
    ada.save()
    Habit.objects.create(user=ada, list="tickets", columns=["requester", "status", meter.key])
    wanted = make_ticket(kai, subject="Türöffner; „kaputt“")
    make_ticket(carla, subject="Other")
    Ticket.objects.filter(pk=wanted.pk).update(custom={str(meter.pk): "-1234.5"}, is_urgent=True)

    answer = desk.get(f"{FILE}?urgent=yes&sort=oldest&filter=due")
    written = text(answer)

    assert written.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(written[1:]), delimiter=";")) == [
        ["Nummer", "Betreff", "Dringend", "Priorität", "Gemeldet von", "Status", "Zähler"],
        [str(wanted.pk), "Türöffner; „kaputt“", "Ja", "Normal", "Kai Winter", "Neu", "-1234,5"],
    ]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="tickets-open-')
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1", "+49 30 1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("-12,50", "-12,50"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("Lift 2 = 3", "Lift 2 = 3"),
        ("", ""),
    ],
)
def test_what_somebody_wrote_is_never_a_formula(typed, written):
    assert harmless(typed) == written


def test_markup_and_quotes_stay_what_they_are(acme):
    assert "".join(csv_lines([['a"b', "c,d", "<b>", "=1"]])) == '\ufeff"a""b","c,d",<b>,\'=1\r\n'


def test_everything_is_everything_one_may_read(desk, carla, meter):
    Category.objects.create(name="Lift")
    secret = invent(CustomField(name="Secret", kind=FieldKind.TEXT, staff="hidden"))
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, custom=meter, staff="hidden", portal="hidden")
    TypeField.objects.create(type=fault, builtin="solution", staff="hidden", portal="hidden")
    for subject in ("Seen", "Hidden"):
        make_ticket(carla, subject=subject)
    Ticket.objects.update(custom={str(meter.pk): "5", str(secret.pk): "psst"}, report="=Bericht", solution="Fixed")
    Ticket.objects.filter(subject="Hidden").update(type=fault)

    head, seen, hidden = rows(desk.get(f"{FILE}?columns=all&sort=oldest"))

    assert {"Number", "Type", "Category", "Zähler", "Report", "Solution", "Due", "Objects"} <= set(head)
    assert "Secret" not in head
    assert [dict(zip(head, row, strict=True))["Zähler"] for row in (seen, hidden)] == ["5", ""]
    assert [row[-2:] for row in (seen, hidden)] == [["'=Bericht", "Fixed"], ["'=Bericht", ""]]


def test_a_file_ends_somewhere_and_says_so(desk, carla, monkeypatch):
    for subject in "ABC":
        make_ticket(carla, subject=subject)
    monkeypatch.setattr(tabling.table_of, "__kwdefaults__", {"most": 2})

    some = rows(desk.get(f"{FILE}?sort=oldest"))
    monkeypatch.setattr(tabling.table_of, "__kwdefaults__", {"most": 3})
    every = rows(desk.get(f"{FILE}?sort=oldest"))

    assert [row[1] for row in some[1:3]] == ["A", "B"]
    assert some[3:] == [["Only the first 2 tickets are in this file; please narrow the list to get others."]]
    assert [row[1] for row in every[1:]] == ["A", "B", "C"]


def test_a_thousand_tickets_are_read_in_batches_and_each_once(desk, carla, meter):
    first = make_ticket(carla)
    same = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject=f"{n}", custom={str(meter.pk): str(n)}, **same) for n in range(1200))

    with CaptureQueriesContext(connection) as asked:
        found = rows(desk.get(f"{FILE}?sort=due&{meter.key}_from=0"))

    assert sorted(int(row[1]) for row in found[1:]) == list(range(1200))
    assert len(asked) < 20


def test_the_queue_leads_to_its_file(desk, carla, read):
    make_ticket(carla)

    page = read(desk.get("/tickets/?queue=mine&urgent=no&panel=columns&after=x"))

    assert 'href="/tickets/list.csv?queue=mine&urgent=no"' in page
    assert 'href="/exports/?what=tickets&query=queue%3Dmine%26urgent%3Dno"' in page
