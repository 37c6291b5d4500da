"""Which fields a type has, what picklists offer, where a workflow leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_ticket
from tickets.choices import Access, FieldKind
from tickets.fields import fields_of
from tickets.models import Category, CustomField, Priority, Region, Severity, Status, TicketType, Transition, TypeField
from tickets.particulars import particulars_of
from tickets.picklists import offered
from tickets.workflow import may_move


@pytest.fixture
def kind(acme):
    return TicketType.objects.get(is_default=True)


def test_a_type_has_what_every_type_has_until_somebody_says_otherwise(kind):
    serial = CustomField.objects.create(name="Serial number", kind=FieldKind.TEXT)
    TypeField.objects.create(type=kind, builtin="due_at", staff=Access.REQUIRED, portal=Access.READ)
    TypeField.objects.create(type=kind, custom=serial, staff=Access.READ, portal=Access.WRITE)

    rules = {rule.key: (str(rule.label), rule.staff, rule.portal) for rule in fields_of(kind)}

    assert rules["due_at"] == ("Due", "required", "read")
    assert rules["hours"] == ("Hours", "write", "hidden")
    assert rules[f"custom_{serial.pk}"] == ("Serial number", "read", "write")


def test_a_field_that_is_off_is_nowhere(kind):
    CustomField.objects.create(name="Old", kind=FieldKind.TEXT, is_active=False)

    assert "Old" not in [rule.label for rule in fields_of(kind)]


@pytest.mark.spec("T24-17", "T24-18", "CP-20", "CP-22", "CP-24", "CP-27")
def test_picklists_offer_what_is_active_and_what_the_ticket_has(acme, carla):
    Severity.objects.create(name="Total failure", position=1)
    north = Region.objects.create(name="North", is_active=False)
    Region.objects.create(name="South")
    Category.objects.create(name="Heating", position=2)
    Category.objects.create(name="Lifts", position=1)
    ticket = make_ticket(carla)
    ticket.region = north

    with CaptureQueriesContext(connection) as asked:
        lists = {key: [str(entry) for entry in entries] for key, entries in offered(ticket).items()}

    assert lists == {
        "priority": ["High", "Normal", "Low"],
        "category": ["Lifts", "Heating"],
        "severity": ["Total failure"],
        "region": ["North", "South"],
        "origin": [],
    }
    assert len(asked) == 1
    assert [type(entry) for entry in offered()["priority"]] == [Priority] * 3


def test_without_a_workflow_anything_goes(acme, carla):
    assert particulars_of(make_ticket(carla)).statuses == list(Status.objects.all())


@pytest.mark.spec("CP-21")
def test_a_workflow_leads_where_it_leads(kind, acme, carla):
    new, opened, waiting, closed = (Status.objects.get(category=name) for name in ("new", "open", "waiting_internal", "closed"))
    TicketType.objects.update(has_workflow=True)
    Transition.objects.create(type=kind, before=new, after=opened)
    Transition.objects.create(type=kind, before=opened, after=waiting)

    ticket = make_ticket(carla)

    assert particulars_of(ticket).statuses == [new, opened, closed]
    assert (may_move(ticket, opened), may_move(ticket, waiting), may_move(ticket, closed)) == (True, False, True)


def test_a_workflow_can_forbid_closing_too(kind, acme, carla):
    TicketType.objects.update(has_workflow=True, closes_from_anywhere=False)

    assert particulars_of(make_ticket(carla)).statuses == [Status.objects.get(category="new")]
