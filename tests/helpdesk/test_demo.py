"""The invented companies."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from customers.choices import Validity
from customers.models import Contact, Contract
from helpdesk.demo.furnishing import furnish
from helpdesk.demo.hours import BERLIN
from helpdesk.demo.planning import Plan, plan_tickets
from helpdesk.demo.reading import House, read
from helpdesk.demo.seeding import fill
from notifications.choices import State
from notifications.models import Letter, Ring
from tenants.models import Tenant
from tests.making import make_workspace, remove_workspace
from tickets.choices import TypeKind
from tickets.models import CustomField, Event, Mailbox, Message, Ticket
from tickets.values import in_words, names_of


def test_it_is_refused_where_real_people_work() -> None:
    with pytest.raises(CommandError, match="--yes"):
        call_command("seed_demo")


@pytest.fixture(scope="module")
def rheinwerk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[House]:
    """Filled once, really committed; tests only look at it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        tenant = make_workspace("rheinwerk", name="Rheinwerk")
        house = read("rheinwerk")
        try:
            with tenant:
                fill(house)
                yield house
        finally:
            remove_workspace(tenant)
            connection.close()


def test_the_demo_has_everything_to_try_the_product_with(rheinwerk: House) -> None:
    house = rheinwerk

    counted = [model.objects.count() for model in (Ticket, Contact)]
    assert counted == [house.tickets, sum(len(each.people) for each in house.customers)]
    assert User.objects.get(email="ada@demo.example").check_password("demo")
    assert Ring.objects.filter(user__email="ada@demo.example").exists()
    assert Mailbox.objects.get().password == "demo"
    assert set(Ticket.objects.filter(requester__email="carla@kunde.example").values_list("status__category", flat=True)) == {
        "new",
        "open",
        "waiting_customer",
        "waiting_internal",
        "resolved",
        "closed",
        "postponed",
    }


def test_every_list_record_and_own_field_is_seen_on_a_ticket(rheinwerk: House) -> None:
    tickets = Ticket.objects.all()

    for name in ("severity", "region", "origin", "project", "partner", "product", "contract", "tags", "line_items"):
        assert tickets.exclude(**{name: None}).exists(), name
    assert {kind: tickets.filter(type__kind=kind).exists() for kind in TypeKind} == {
        "normal": True,
        "absence": False,
        "document": False,
    }
    assert tickets.filter(is_urgent=True).exists()
    assert {contract.validity for contract in Contract.objects.all()} == {*Validity}
    assert tickets.exclude(contract=None).exclude(contract__organisation=F("organisation")).count() == 0


def test_own_fields_hold_what_the_desk_would_have_kept(rheinwerk: House) -> None:
    fields = {str(field.pk): field for field in CustomField.objects.prefetch_related("options")}
    customs = list(Ticket.objects.values_list("custom", flat=True))
    names = names_of(fields.values(), customs)

    words = [in_words(fields[key], value, names=names) for custom in customs for key, value in custom.items()]

    assert (len(words) > 100, [said for said in words if not said or "#" in said]) == (True, [])


def test_nothing_of_the_past_is_sent(acme: Tenant) -> None:
    fill(read("globex"))

    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT, State.FAILED}


def test_the_history_is_as_the_verbs_would_have_written_it(acme: Tenant) -> None:
    fill(read("globex"))

    for ticket in Ticket.objects.select_related("status").prefetch_related("events"):
        events = list(ticket.events.all())
        moves = [event.data["to"]["category"] for event in events if event.data.get("field") == "status"]
        assert [event.created_at for event in events] == sorted(event.created_at for event in events)
        assert ["new", *moves][-1] == ticket.status.category
        assert ticket.version == 1 + len([event for event in events if "field" in event.data])
        assert (ticket.closed_at is not None) == ticket.status.is_done
        assert ticket.last_activity_at == events[-1].created_at
    assert Event.objects.filter(created_at__gt=timezone.now()).count() == 0
    assert Message.objects.filter(created_at__gt=timezone.now()).count() == 0


def test_people_write_in_business_hours_and_the_same_dice_fall_the_same(acme: Tenant) -> None:
    house = read("globex")
    cast = furnish(house)
    now = timezone.now() - timedelta(minutes=1)

    once, again = (plan_tickets(house, cast, now=now) for _ in range(2))

    assert told(once) == told(again)
    times = [said.at.astimezone(BERLIN) for plan in once for said in plan.said]
    assert {moment.weekday() for moment in times} <= {0, 1, 2, 3, 4}
    assert {moment.hour for moment in times} <= set(range(7, 18))


def test_every_sentence_of_both_companies_can_be_filled_in() -> None:
    for house in (read("rheinwerk"), read("globex")):
        assert {each.category for each in house.concerns} <= set(house.team_of)
        assert kinds(house) >= {each.asset for each in house.concerns if each.asset}


def kinds(house: House) -> set[str]:
    return {kind for customer in house.customers for kind, _ in customer.assets}


def told(plans: list[Plan]) -> list[tuple[str, str, list[str]]]:
    return [(plan.subject, plan.requester.email, [said.text for said in plan.said]) for plan in plans]
