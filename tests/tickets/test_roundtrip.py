"""What is taken along comes back the same."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from customers.models import Article, Asset, Contact, Organisation, Project
from customers.ordering import order_list as order_records
from customers.sheets import SHEETS
from exports.choices import Form
from exports.making import make
from exports.models import Export
from imports.models import Line
from tests.imports.conftest import brought, mapped, taken_over
from tests.making import make_contact, make_ticket
from tickets.actions.inventing import invent
from tickets.actions.ordering import order_list
from tickets.choices import FieldKind
from tickets.models import Category, CustomField, ExternalReference, LineItem, Region, Tag, Ticket

#: What a new ticket gets anew, or a file cannot say.
OWN = {"id", "version", "search", "source", "asked_at", "last_activity_at", "responded_at", "status_id"}


@pytest.fixture
def fields(acme):
    kinds = {"Zähler": FieldKind.NUMBER, "Preis": FieldKind.MONEY, "Tag der Übergabe": FieldKind.DATE, "Eilt": FieldKind.YES_NO}
    plain = [invent(CustomField(name=name, kind=kind)) for name, kind in kinds.items()]
    choice = invent(CustomField(name="Größe", kind=FieldKind.CHOICE), options=["Groß", "Klein"])
    several = invent(CustomField(name="Räume", kind=FieldKind.CHOICES), options=["Küche", "Bad"])
    return [*plain, choice, several]


@pytest.fixture
def full(fields, kai, ada):
    """A ticket with something in every field."""
    lift = Asset.objects.create(name="Aufzug Süd", number="A-1")
    ticket = make_ticket(kai, subject="Türöffner; „kaputt“, =1+1", body="Größe: 5 µm", assets=[lift], responsible=ada)
    number, price, day, hurry, choice, several = fields
    values = {number: "-1234.5", price: "12.5", day: "2026-12-24", hurry: True}
    custom = {str(field.pk): value for field, value in values.items()}
    custom |= {str(choice.pk): choice.options.first().pk, str(several.pk): [option.pk for option in several.options.all()]}
    Ticket.objects.filter(pk=ticket.pk).update(
        custom=custom,
        is_urgent=True,
        category=Category.objects.create(name="Türen & Tore"),
        region=Region.objects.create(name="Süd"),
        project=Project.objects.create(name="Umbau", number="P1"),
        organisation=Organisation.objects.create(name="Böhm & Söhne"),
        opened_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        due_at=datetime(2026, 7, 2, 3, 4, 0, tzinfo=UTC),
        estimated_on=date(2026, 12, 24),
        hours=Decimal("1.75"),
        report="Zeile 1\n=Zeile 2; „Ende“",
        solution="Gelöst",
    )
    ticket.tags.set([Tag.objects.create(name="öl"), Tag.objects.create(name="tür")])
    LineItem.objects.create(ticket=ticket, article=Article.objects.create(name="Filter"), quantity=Decimal("2.5"))
    ExternalReference.objects.create(ticket=ticket, channel="SAP", external_id="4711")
    return ticket


def file_of(export):
    make(export.pk)
    export = Export.objects.get(pk=export.pk)
    assert export.file.name, export.error
    return export.file.read()


def plain(ticket):
    row = Ticket.objects.filter(pk=ticket.pk).values().get()
    return {name: value for name, value in row.items() if name not in OWN}


def belongings(ticket):
    return [sorted(map(str, rows.all())) for rows in (ticket.tags, ticket.assets, ticket.line_items, ticket.external_references)]


@pytest.mark.spec("CP-12")
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_ticket_comes_back_as_it_was(max, full, form, language):
    max.language = language
    max.save()
    file = file_of(order_list("", by=max, form=form, columns="all"))

    importing = taken_over(mapped(brought(file, by=max, target="tickets", name="x"), recognise=""))

    lines = Line.objects.filter(importing=importing, run=importing.run)
    assert importing.counts["created"] == 1, [line.reasons for line in lines]
    again = Ticket.objects.get(pk=lines.get().record)
    assert plain(again) == plain(full)
    assert belongings(again) == belongings(full)
    assert (again.status, again.messages.get().text) == (full.status, "Größe: 5 µm")


@pytest.mark.parametrize("form", Form)
def test_the_same_tickets_brought_again_by_number_change_nothing(max, full, form):
    file = file_of(order_list("", by=max, form=form, columns="all"))
    before = Ticket.objects.values().get()

    importing = taken_over(mapped(brought(file, by=max, target="tickets", name="x"), recognise="number"))

    assert importing.counts == {"created": 0, "updated": 0, "skipped": 1, "failed": 0}
    assert Ticket.objects.values().get() == before


@pytest.mark.parametrize("form", Form)
def test_contacts_come_back_as_they_were(ada, form):
    ada.language = "de"
    ada.save()
    house = Organisation.objects.create(name="Böhm; „Söhne“")
    for number, name in enumerate(["Jürgen Groß", "Zoë Öztürk", "=Anna", "O'Neil", "'s Gravenhage"]):
        make_contact(f"n{number}@kunde.example", name=name, organisation=house, language="en")
    Contact.objects.update(phone="+49 30 1234")
    before = list(Contact.objects.order_by("email").values_list("name", "email", "phone", "organisation", "language"))
    file = file_of(order_records(SHEETS["contacts"], "", by=ada, form=form))
    Contact.objects.all().delete()

    importing = taken_over(brought(file, by=ada, name="x"))

    assert importing.counts["created"] == 5
    assert list(Contact.objects.order_by("email").values_list("name", "email", "phone", "organisation", "language")) == before
