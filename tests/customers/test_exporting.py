"""Those we serve are taken along as a table."""

import csv
import io

import pytest

from customers.models import Article, Asset, Organisation
from customers.ordering import order_list
from customers.sheets import SHEETS
from exports.choices import Form, State
from exports.making import make
from exports.models import Export
from tests.making import make_contact


def table(sheet, query="", *, by, form=Form.PLAIN):
    export = order_list(SHEETS[sheet], query, by=by, form=form)
    make(export.pk)
    export.refresh_from_db()
    assert export.state == State.READY, export.error
    return list(csv.reader(io.StringIO(export.file.read().decode().removeprefix("\ufeff"))))


@pytest.mark.spec("CP-12")
def test_contacts_by_name_as_the_address_asks(ada):
    house = Organisation.objects.create(name="Hausverwaltung Böhm")
    make_contact("z@kunde.example", name="Zoë Müller", organisation=house, language="de")
    make_contact("a@kunde.example", name="=Anna", organisation=house)
    make_contact("other@kunde.example", name="Other")

    assert table("contacts", "q=böhm", by=ada) == [
        ["Name", "E-mail", "Phone", "Organisation", "Language"],
        ["'=Anna", "a@kunde.example", "", "Hausverwaltung Böhm", "English"],
        ["Zoë Müller", "z@kunde.example", "", "Hausverwaltung Böhm", "Deutsch"],
    ]


def test_partners_only_where_the_list_shows_only_those(ada):
    Organisation.objects.create(name="Aufzug AG", is_partner=True, number="7")
    Organisation.objects.create(name="Customer")

    assert [row[0] for row in table("organisations", "partners=1", by=ada)] == ["Name", "Aufzug AG"]
    assert [row[:4] for row in table("organisations", by=ada)][1] == ["Aufzug AG", "7", "", "true"]


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_kind_has_its_table(ada, sheet):
    Asset.objects.create(name="Lift")
    Article.objects.create(name="Filter")

    head = table(sheet, by=ada)[0]

    assert head[0] == "Name"
    assert len(head) == len(SHEETS[sheet].columns)


def test_the_filters_and_the_order_of_the_address_hold_for_the_file(ada, carla):
    house = Organisation.objects.create(name="Böhm")
    for name in ("Anna", "Zoë", "Ömer"):
        make_contact(f"{name.encode().hex()}@kunde.example", name=name, organisation=house)

    table_of_house = table("contacts", f"organisation={house.pk}&not-name=Anna&sort=-name", by=ada)

    assert [row[0] for row in table_of_house] == ["Name", "Zoë", "Ömer"]


def test_whoever_may_see_none_of_them_gets_nothing(ada):
    export = order_list(SHEETS["contacts"], "", by=ada, form=Form.PLAIN)
    ada.roles.clear()

    make(export.pk)

    assert Export.objects.get(pk=export.pk).state == State.FAILED
