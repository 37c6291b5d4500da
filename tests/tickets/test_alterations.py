"""Customers hear of changes where the type tells them."""

from datetime import date

import pytest

from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.changing import change
from tickets.actions.inviting import invite
from tickets.actions.moving import default_status
from tickets.choices import Category
from tickets.models import Category as Subject
from tickets.models import Priority, Ticket, TicketType, TypeField

SOON = date(2026, 12, 24)


@pytest.fixture
def ticket(carla, ada):
    """Its type tells of changes, and shows customers the priority."""
    ticket = make_ticket(carla, priority=Priority.objects.get(level=2))
    type_ = ticket.type
    type_.tells_changes = True
    type_.save()
    TypeField.objects.create(type=type_, builtin="priority", staff="write", portal="read")
    invite(ticket, by=ada, addresses=["boss@kunde.example"])
    Letter.objects.all().delete()
    return Ticket.objects.get()


def each_of_the_four():
    return {
        "priority": Priority.objects.get(level=3),
        "category": Subject.objects.create(name="Lift"),
        "status": default_status(Category.WAITING_CUSTOMER),
        "estimated_on": SOON,
    }


def said():
    return sorted(Letter.objects.values_list("template", "to_address"))


@pytest.mark.spec("BR-14")
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("priority", "- Priority: High (before: Normal)"),
        ("category", "- Category: Lift"),
        ("status", "- Status: Answer expected (before: In progress)"),
        ("estimated_on", "- Estimated solution: 12/24/2026"),
    ],
)
def test_each_of_four_fields_is_told_to_the_customer_and_who_takes_part(ticket, ada, field, words):
    change(ticket, by=ada, version=ticket.version, **{field: each_of_the_four()[field]})

    assert said() == [("participant_told", "boss@kunde.example"), ("ticket_changed", "carla@kunde.example")]
    assert words in Letter.objects.get(to_address="carla@kunde.example").text
    assert Letter.objects.get(to_address="boss@kunde.example").text.count("\n- ") == 1


@pytest.mark.spec("BR-14", "C-26")
def test_several_in_one_save_are_one_letter_also_with_solution_and_end(ticket, ada):
    closed = {"solution": "New pump.", "status": default_status(Category.CLOSED)}

    change(ticket, by=ada, version=ticket.version, **each_of_the_four() | closed)

    assert said() == [("participant_told", "boss@kunde.example"), ("ticket_done", "carla@kunde.example")]
    text = Letter.objects.get(to_address="carla@kunde.example").text
    assert [words in text for words in ("New pump.", "is closed now", "- Priority: High", "- Category: Lift")] == [True] * 4
    assert "- Status:" not in text


@pytest.mark.spec("BR-14")
def test_with_a_solution_it_stands_in_the_letter_of_the_solution(ticket, ada):
    change(ticket, by=ada, version=ticket.version, solution="New pump.", estimated_on=SOON)

    assert said() == [("participant_told", "boss@kunde.example"), ("solution_written", "carla@kunde.example")]
    assert "- Estimated solution: 12/24/2026" in Letter.objects.get(to_address="carla@kunde.example").text


@pytest.mark.spec("BR-14")
def test_what_customers_do_not_see_and_what_reads_the_same_is_not_told(ticket, ada):
    TypeField.objects.filter(builtin="priority").update(portal="hidden")

    change(ticket, by=ada, version=ticket.version, priority=Priority.objects.get(level=3))
    ticket.refresh_from_db()
    change(ticket, by=ada, version=ticket.version, status=default_status(Category.WAITING_INTERNAL), is_urgent=True)
    ticket.refresh_from_db()
    change(ticket, by=ada, version=ticket.version, estimated_on=ticket.estimated_on, report="Old pump.")

    assert said() == []


@pytest.mark.spec("BR-14")
def test_by_itself_no_type_tells_of_changes(carla, ada):
    ticket = make_ticket(carla)
    Letter.objects.all().delete()

    change(ticket, by=ada, version=ticket.version, **each_of_the_four())

    assert said() == []


@pytest.mark.spec("BR-14", "C-26", "B-1")
def test_staff_read_before_they_save_that_the_customer_is_told(ticket, ada, at_desk):
    desk, at = at_desk(ada), f"/tickets/{ticket.pk}/"
    page = " ".join(desk.get(at).content.decode().split())
    typed = {"version": ticket.version, "subject": ticket.subject, "estimated_on": "2026-12-24"}
    told = " ".join(desk.post(f"{at}recipients/", typed).content.decode().split())

    refused = desk.post(f"{at}properties/", {**typed, "seen": '{"changed": []}'})
    quiet = desk.post(f"{at}properties/", {**typed, "silent": "on"})

    warning = "Priority, category, status or estimated solution changed:"
    assert (warning in page, warning in told, "Carla Sommer" in told) == (True, True, True)
    assert (refused.status_code, quiet.status_code, said()) == (409, 302, [])
    assert Ticket.objects.get().estimated_on == SOON


@pytest.mark.spec("BR-14")
def test_an_administrator_lets_a_type_tell(max, at_desk, acme):
    type_ = TicketType.objects.get()
    typed = {"name": "", "kind": "normal", "icon": "inbox", "colour": "grey", "reopen_days": "14", "tells_changes": "on"}

    at_desk(max).post(f"/settings/types/{type_.pk}/", typed)

    assert TicketType.objects.get().tells_changes
