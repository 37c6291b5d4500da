"""Tickets come from a file: with their own dates and status, told to nobody, undone as a whole."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Team
from customers.models import Article, Asset, Contact, Organisation
from imports.choices import Outcome, State
from imports.models import Line
from notifications.models import Letter, Ring
from tenants.divisions.models import Division
from tests.imports.conftest import brought, checked, lines, mapped, taken_over, undone
from tests.making import make_contact, make_ticket
from tickets.actions.inventing import invent
from tickets.actions.noting import note
from tickets.choices import Category, FieldKind, Source, Verb
from tickets.models import Category as Subject
from tickets.models import CustomField, Event, ExternalReference, Purge, Status, Tag, Ticket, TicketType, TypeField
from tickets.wording import sentence_of

OLD = """\
Betreff;Beschreibung;E-Mail;Kunde;Status;Erstellt am;Geschlossen am;Kategorie;Zähler;Zuständig;Dringend;Externe Nummer
Türöffner klemmt;„Öffnet nicht“;kai@kunde.example;Kai;Geschlossen;03.02.2024 08:15;05.02.2024;Tür;1.234,5;Ada Lovelace;ja;SAP 4711
Heizung;;neu@kunde.example;Néu Müller;Offen;2026-11-01;;;;;nein;
"""


def imported(text, by, **recipe):
    return taken_over(mapped(brought(text, by=by, target="tickets"), **recipe))


@pytest.fixture
def meter(acme):
    return invent(CustomField(name="Zähler", kind=FieldKind.NUMBER))


@pytest.mark.spec("CP-12")
def test_old_tickets_keep_their_dates_and_nobody_is_told(max, ada, kai, meter):
    max.language = "de"
    max.save()
    door = Subject.objects.create(name="Tür")

    importing = imported(OLD, max, makes=frozenset({"requester"}))

    assert (importing.state, importing.counts["created"]) == (State.DONE, 2), lines(importing)
    old, new = Ticket.objects.order_by("pk")
    assert (old.subject, old.requester, old.category, old.responsible, old.is_urgent) == (
        "Türöffner klemmt",
        kai,
        door,
        ada,
        True,
    )
    assert (old.status.category, old.source, old.custom) == (Category.CLOSED, Source.IMPORT, {str(meter.pk): "1234.5"})
    assert old.opened_at == datetime(2024, 2, 3, 7, 15, tzinfo=UTC)
    assert old.closed_at == old.last_activity_at == datetime(2024, 2, 4, 23, 0, tzinfo=UTC)
    assert str(old.external_references.get()) == "SAP 4711"
    [message] = old.messages.all()
    assert (message.text, message.html, message.created_at) == ("„Öffnet nicht“", "<p>„Öffnet nicht“</p>", old.opened_at)
    assert (new.requester.email, new.requester.name, new.status.category) == ("neu@kunde.example", "Néu Müller", "open")
    assert [span.began_at for span in old.status_spans.all()] == [old.closed_at]
    assert not Letter.objects.exists()
    assert not Ring.objects.exists()


def test_the_history_says_where_it_comes_from(max, kai):
    imported("subject,email\nLift,kai@kunde.example\n", max)

    [event] = Event.objects.all()
    assert (event.verb, event.actor) == (Verb.IMPORTED, max)
    assert sentence_of(event) == "<strong>Max Keller</strong> imported this from <strong>list.csv</strong>"


def test_with_the_switch_on_people_are_told_of_what_is_open(max, ada, kai):
    file = "subject,email,status,responsible\nOpen,kai@kunde.example,New,Ada Lovelace\nDone,kai@kunde.example,Closed,\n"

    imported(file, max, letters=True)

    assert sorted(Letter.objects.values_list("to_address", flat=True)) == ["ada@acme.example", "kai@kunde.example"]


def test_what_is_wrong_is_said_in_words(max, kai, meter):
    TypeField.objects.create(type=TicketType.objects.get(), builtin="report", staff="hidden", portal="hidden")
    Subject.objects.create(name="Heizung")
    max.language = "de"
    max.save()
    rows = ["kai@kunde.example;;Heizng;;;", "x;Lift;;;;", "kai@kunde.example;Lift;;morgen;abc;", "kai@kunde.example;Lift;;;;Text"]
    importing = checked(brought("E-Mail;Betreff;Kategorie;Fällig;Zähler;Bericht\n" + "\n".join(rows), by=max, target="tickets"))

    assert [[place for place, _words in reasons] for _number, _outcome, reasons in lines(importing)] == [[2, 1], [0], [3, 4], [5]]
    assert {outcome for _number, outcome, _reasons in lines(importing)} == {Outcome.FAILED}
    assert "“Heizng”" in lines(importing)[0][2][0][1] or "„Heizng“" in lines(importing)[0][2][0][1]
    assert not Ticket.objects.exists()


def test_lists_people_and_objects_are_made_for_whoever_may(max):
    invented = invent(CustomField(name="Floor", kind=FieldKind.CHOICE), options=["Ground"])
    Subject.objects.create(name="Heating")
    file = "subject,email,customer,organisation,category,object,tags,floor\n" + (
        "Lift,new@kunde.example,New One,Firma,Lift,Lift 1;Lift 2,fast,Attic\n"
        "Still,new@kunde.example,,firma,LIFT,lift 1,fast,attic\n"
    )
    makes = frozenset({"requester", "organisation", "category", "assets", invented.key})

    importing = imported(file, max, makes=makes)

    assert importing.counts["created"] == 2, lines(importing)
    first, second = Ticket.objects.order_by("pk")
    assert (first.requester, first.organisation, first.category) == (second.requester, second.organisation, second.category)
    assert (first.requester.name, first.requester.organisation.name, first.category.name) == ("New One", "Firma", "Lift")
    assert [asset.name for asset in first.assets.order_by("pk")] == ["Lift 1", "Lift 2"]
    assert first.custom == second.custom
    assert (Asset.objects.count(), Tag.objects.count(), Organisation.objects.count()) == (2, 1, 1)

    undone(importing)

    assert not any(model.objects.exists() for model in (Ticket, Asset, Tag, Organisation, Contact))
    assert [category.name for category in Subject.objects.all()] == ["Heating"]
    assert [option.name for option in invented.options.all()] == ["Ground"]


def test_by_its_number_a_ticket_is_changed_and_set_back(max, ada, kai, meter):
    filter_ = Article.objects.create(name="Filter")
    ticket = make_ticket(kai, subject="Lift", assets=[Asset.objects.create(name="Lift 1")])
    Letter.objects.all().delete()
    Asset.objects.create(name="Lift 2")
    file = (
        "ticket,subject,zähler,due,object,articles,tags,responsible,external id,solution,status\n"
        f"{ticket.pk},Lift 7,12.5,2026-12-24 10:00,Lift 2,2 x Filter,fast,ada@acme.example,SAP 1,Repaired,Closed\n"
    )
    before = Ticket.objects.values().get()

    importing = imported(file, max, recognise="number")

    assert importing.counts["updated"] == 1, lines(importing)
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.responsible, ticket.solution, ticket.status.category) == ("Lift 7", ada, "Repaired", "closed")
    assert (ticket.assets.count(), str(ticket.line_items.get()), ticket.tags.get().name) == (2, "2 × Filter", "fast")
    assert not Letter.objects.exists()
    assert not Ring.objects.exists()

    undone(importing)

    after = Ticket.objects.values().get()
    moved = ("version", "last_activity_at")
    assert {k: v for k, v in after.items() if k not in moved} == {k: v for k, v in before.items() if k not in moved}
    assert (ticket.assets.count(), ticket.line_items.count(), ticket.tags.count(), ticket.external_references.count()) == (
        1,
        0,
        0,
        0,
    )
    assert Article.objects.get() == filter_
    assert not Letter.objects.exists()


def test_what_a_file_cannot_change_of_a_ticket_is_said_before_and_in_the_report(max, kai):
    ticket = make_ticket(kai, subject="Lift")
    opened = timezone.localtime(ticket.opened_at)
    file = "ticket,subject,opened,closed,description\n" + (
        f"{ticket.pk},Lift 7,2024-02-03 08:15,2024-02-05,It hangs.\n{ticket.pk},Lift 8,{opened:%Y-%m-%d %H:%M},,\n"
    )

    importing = checked(mapped(brought(file, by=max, target="tickets"), recognise="number"))
    before = lines(importing)
    after = lines(taken_over(importing))

    said = "The ticket is here already; this stays as it is: Opened, Closed, What is it about?"
    assert before[0] == (2, "updated", [[None, said]])
    assert said not in str(before[1])
    assert after[0] == before[0]
    ticket.refresh_from_db()
    assert (ticket.subject, timezone.localtime(ticket.opened_at), ticket.closed_at) == ("Lift 8", opened, None)


def test_a_number_that_is_not_here_is_an_error_and_never_a_new_ticket(max, kai):
    importing = imported("ticket,subject,email\n999,Lift,kai@kunde.example\n", max, recognise="number")

    assert lines(importing) == [(2, "failed", [[0, "Nothing matches this."]])]


def test_the_same_file_again_changes_nothing(max, kai):
    file = "subject,email,external id\nLift,kai@kunde.example,SAP 1\nDoor,kai@kunde.example,SAP 2\n"
    imported(file, max, recognise="external_references")

    again = imported(file, max, recognise="external_references")

    assert again.counts == {"created": 0, "updated": 0, "skipped": 2, "failed": 0}
    assert (Ticket.objects.count(), ExternalReference.objects.count()) == (2, 2)


def test_undoing_leaves_what_somebody_worked_on(max, ada, kai):
    importing = imported("subject,email\nA,kai@kunde.example\nB,kai@kunde.example\nC,kai@kunde.example\n", max)
    a, b, c = Ticket.objects.order_by("pk")
    note(b, by=ada, html="<p>I am on it.</p>")

    importing = undone(importing)

    assert importing.tally == {"removed": 2, "kept": 1}
    assert list(Ticket.objects.all()) == [b]
    assert sorted(Purge.objects.values_list("number", "by")) == [(a.pk, max.pk), (c.pk, max.pk)]
    [kept] = Line.objects.filter(importing=importing, undone="kept")
    assert (kept.number, kept.reasons) == (3, [[None, "Somebody worked on it since."]])


def test_a_row_that_changed_what_another_row_brought_goes_along(max, kai):
    file = "subject,email,external id\nLift,kai@kunde.example,SAP 1\nLift 7,kai@kunde.example,SAP 1\n"
    importing = imported(file, max, recognise="external_references")
    assert (importing.counts["created"], importing.counts["updated"]) == (1, 1)

    assert undone(importing).tally == {"restored": 1, "removed": 1}
    assert not Ticket.objects.exists()


def test_a_solution_that_somebody_wrote_since_stays(max, kai):
    ticket = make_ticket(kai)
    importing = imported(f"ticket,hours\n{ticket.pk},2.5\n", max, recognise="number")
    Ticket.objects.update(hours=Decimal(3))

    assert undone(importing).tally == {"kept": 1}
    assert Ticket.objects.get().hours == Decimal(3)


@pytest.mark.spec("BL-14")
def test_a_type_of_another_division_is_refused(max, kai):
    north = Division.objects.create(name="Nord")
    TicketType.objects.create(name="Wartung").divisions.add(north)
    text = "Betreff;E-Mail;Typ;Mandant\nHier;kai@kunde.example;Wartung;\nDort;kai@kunde.example;Wartung;Nord\n"

    importing = imported(text, max)

    assert list(Ticket.objects.values_list("subject", "division")) == [("Dort", north.pk)], lines(importing)
    told = [[2, "Tickets of type “Wartung” belong to other divisions."]]
    assert [(outcome, reasons) for _number, outcome, reasons in lines(importing)] == [
        (Outcome.FAILED, told),
        (Outcome.CREATED, []),
    ]


def test_days_that_cannot_be_are_refused(max, kai):
    make_contact("a@kunde.example", name="A")
    file = "subject,email,opened,closed\nA,kai@kunde.example,2026-01-02,2026-01-01\nB,kai@kunde.example,2999-01-01,\n"

    importing = checked(brought(file, by=max, target="tickets"))

    assert [reasons for _number, _outcome, reasons in lines(importing)] == [
        [[3, "It would have been closed before it was opened."]],
        [[2, "This lies in the future."]],
    ]
    assert timezone.now().year < 2999
    assert Status.objects.exists()


def test_empty_cells_take_nothing_from_a_team_and_no_subject_away(max, kai):
    team = Team.objects.create(name="Haustechnik")
    ticket = make_ticket(kai, subject="Lift", team=team)
    Ticket.objects.update(report="Old", hours=1)

    imported(f"ticket,subject,responsible,report,hours\n{ticket.pk},,,,\n", max, recognise="number", clears=True)

    ticket.refresh_from_db()
    assert (ticket.subject, ticket.team, ticket.report, ticket.hours) == ("Lift", team, "", None)
    assert ticket.status.category == Category.NEW


def test_one_that_cannot_be_keeps_no_other_outside(max, kai):
    rows = ["A,kai@kunde.example,New one", f"B,kai@kunde.example,{'x' * 61}", "C,kai@kunde.example,new ONE"]

    importing = imported("subject,email,category\n" + "\n".join(rows), max, makes=frozenset({"category"}))

    assert [outcome for _number, outcome, _reasons in lines(importing)] == ["created", "failed", "created"]
    assert lines(importing)[1][2][0] == [None, f"“{'x' * 40}…” is longer than a name can be."]
    assert [category.name for category in Subject.objects.all()] == ["New one"]
    assert Ticket.objects.filter(category__name="New one").count() == 2
    undone(importing)
    assert not Subject.objects.exists()
