"""Everybody chooses the columns of their lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Article, Asset, Project
from lists.models import Habit
from tests.making import make_ticket
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.models import Category, CustomField, LineItem, Tag, Ticket, TicketType, TypeField

USUAL = ["requester", "status", "responsible", "due_at", "last_activity_at"]
CHOSEN = "/tickets/columns/"


def keys(desk):
    return [column.key for column in desk.get("/tickets/").context["columns"]]


def cells(desk):
    return [dict(line.cells) for line in desk.get("/tickets/?sort=oldest").context["lines"]]


@pytest.fixture
def ticket(carla):
    return make_ticket(carla, subject="Lift is stuck")


def test_a_field_that_an_administrator_lists_is_a_column(desk, ticket, read):
    listed = invent(CustomField(name="Meter", kind=FieldKind.NUMBER, is_listed=True))
    invent(CustomField(name="Secret", kind=FieldKind.TEXT))
    before = keys(desk)
    Ticket.objects.update(custom={str(listed.pk): "12.5"})

    page = read(desk.get("/tickets/"))

    assert before == [*USUAL, listed.key]
    assert '<span class="queue-label">Meter: </span><span title="12.5">12.5</span>' in page


def test_columns_are_chosen_and_kept_for_the_person(desk, ticket, at_desk, max, read):
    listed = invent(CustomField(name="Meter", kind=FieldKind.NUMBER, is_listed=True))
    Category.objects.create(name="Lift")

    answer = desk.post(CHOSEN, {"columns": ["category", "status", "nonsense"], "back": "?queue=mine&urgent=yes&panel=columns"})

    assert (answer.status_code, answer.url) == (302, "/tickets/?queue=mine&urgent=yes")
    assert keys(desk) == ["status", "category"]
    assert (b"queue-due" in desk.get("/tickets/").content, b"queue-status" in desk.get("/tickets/").content) == (False, True)
    assert keys(at_desk(max)) == [*USUAL, listed.key]
    desk.post(CHOSEN, {"usual": "1", "columns": ["category"], "back": "//evil.example/?x=1"})
    assert keys(desk) == [*USUAL, listed.key]
    desk.post(CHOSEN, {"back": "?"})
    assert keys(desk) == []


def test_columns_are_chosen_without_script(desk, ticket, read):
    Category.objects.create(name="Lift")

    page = read(desk.get("/tickets/?urgent=no&panel=columns&after=x"))

    assert '<input type="hidden" name="back" value="?urgent=no">' in page
    assert '<input type="checkbox" name="columns" value="requester" checked>' in page
    assert '<input type="checkbox" name="columns" value="category" >' in page


def test_every_column_says_what_the_ticket_holds(desk, ticket, ada, kai, carla):
    lift = Asset.objects.create(name="Lift 2")
    ticket.tags.add(Tag.objects.create(name="VIP"))
    ticket.assets.add(lift)
    LineItem.objects.create(ticket=ticket, article=Article.objects.create(name="Rope"), quantity=2)
    own = {
        kind: invent(CustomField(name=kind.value, kind=kind), options=["Red"] if kind in ("choice", "choices") else [])
        for kind in FieldKind
    }
    held = {
        "text": "<b>", "long_text": "long", "number": "1.5", "money": "3", "date": "2026-03-04", "yes_no": False, "link": "https://a.example",
        "choice": own["choice"].options.get().pk, "choices": [own["choices"].options.get().pk],
        "user": ada.pk, "contact": kai.pk, "asset": lift.pk,
    }  # fmt: skip
    project = Project.objects.create(name="Tower")
    Ticket.objects.update(
        custom={str(field.pk): held[kind] for kind, field in own.items()}, project=project, hours="2.50", source="mail"
    )
    wanted = ["tags", "assets", "articles", "project", "hours", "source", *(field.key for field in own.values())]
    desk.post(CHOSEN, {"columns": wanted})
    make_ticket(carla)

    full, empty = cells(desk)

    assert full == {
        "Tags": "VIP", "Objects": "Lift 2", "Articles": "2 × Rope", "Project": "Tower", "Hours": "2.5", "Source": "E-mail",
        "text": "<b>", "long_text": "long", "number": "1.5", "money": "3.00", "date": "03/04/2026", "yes_no": "No", "link": "https://a.example",
        "choice": "Red", "choices": "Red", "user": "Ada Lovelace", "contact": "Kai Winter", "asset": "Lift 2",
    }  # fmt: skip
    assert {label for label, words in empty.items() if words} == {"Source"}
    assert b"<b>" not in desk.get("/tickets/").content


@pytest.mark.spec("T24-18")
def test_what_a_workspace_does_not_use_is_no_column(desk, ticket):
    hidden = invent(CustomField(name="Hidden", kind=FieldKind.TEXT, is_listed=True, staff="hidden"))
    empty = invent(CustomField(name="Empty", kind=FieldKind.CHOICE, is_listed=True))

    possible = [column.key for column in desk.get("/tickets/?panel=columns").context["possible"]]

    assert not {hidden.key, empty.key, "category", "project", "type", "tags"} & set(possible)
    assert keys(desk) == USUAL


def test_a_type_that_hides_a_field_shows_nothing_of_it(desk, ticket, carla):
    field = invent(CustomField(name="Meter", kind=FieldKind.TEXT, is_listed=True))
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, custom=field, staff="hidden", portal="hidden")
    make_ticket(carla, subject="Other")
    Ticket.objects.update(custom={str(field.pk): "seen"})
    Ticket.objects.filter(subject="Other").update(type=fault)

    assert cells(desk) == [{"Meter": "seen"}, {"Meter": ""}]


def test_twelve_own_columns_ask_as_often_with_one_ticket_as_with_fifty(desk, carla, ada, kai):
    lift, tag, rope = Asset.objects.create(name="Lift"), Tag.objects.create(name="VIP"), Article.objects.create(name="Rope")
    own = [invent(CustomField(name=kind, kind=kind, is_listed=True), options=["Red"]) for kind in FieldKind]
    of_kind = {"user": ada.pk, "contact": kai.pk, "asset": lift.pk}
    first = make_ticket(carla)
    same = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    custom = {str(field.pk): of_kind[field.kind] for field in own if field.kind in of_kind}

    def fill(amount):
        for ticket in Ticket.objects.bulk_create(
            Ticket(subject="x", custom=custom, responsible=ada, **same) for _ in range(amount)
        ):
            ticket.tags.add(tag)
            ticket.assets.add(lift)
            LineItem.objects.create(ticket=ticket, article=rope)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            desk.get(f"/tickets/?{own[0].key}=&{own[2].key}_to=5&urgent=no&filter=responsible")
            desk.get("/tickets/?urgent=no")
        return len(queries)

    desk.post(CHOSEN, {"columns": [*(field.key for field in own), "tags", "assets", "articles", "project", "requester"]})
    fill(1)
    asked()
    once = asked()
    fill(49)

    assert asked() == once
    assert Habit.objects.count() == 1


def test_the_queue_needs_eleven_queries(desk, carla, django_assert_num_queries):
    make_ticket(carla)
    desk.get("/tickets/")

    with django_assert_num_queries(11):
        desk.get("/tickets/")
