"""A crowd of invented tickets is a workspace like any other, only fuller."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from helpdesk.demo.crowd.filling import Order, fill
from helpdesk.demo.crowd.planning import calendar_until, courses
from helpdesk.demo.crowd.speaking import speech_of
from helpdesk.demo.crowd.vocabulary import read
from tenants.backend.base import role_of
from tenants.models import Tenant
from tests.conftest import sign_in
from tests.making import make_contact, make_ticket, remove_workspace
from tickets.actions.timing import listen_again
from tickets.choices import Verb
from tickets.filters import listing_of
from tickets.mail.clean import html_to_text, text_to_html
from tickets.models import CustomField, Event, Message, StatusSpan, Ticket
from tickets.values import in_words

AMOUNT = 400
CLOCKS = ("asked_at", "responded_at")
SHAPE = """
    SELECT pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s
    UNION ALL
    SELECT r.relname || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid WHERE c.connamespace = %s::regnamespace
"""


@pytest.fixture(scope="module")
def crowd(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Tenant]:
    """Filled once, really committed; each test leaves it as full as it was."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        connection.set_schema_to_public()
        fill("crowd", Order(AMOUNT, until=timezone.localdate()), tell=lambda line: None)
        tenant = Tenant.objects.get(schema_name="crowd")
        try:
            with tenant:
                yield tenant
        finally:
            remove_workspace(tenant)
            connection.close()


def agent() -> User:
    return User.objects.get(email="ada@crowd.example")


def found(query: dict[str, str]) -> int:
    """How many tickets a list with this address holds."""
    request = Client(SERVER_NAME="crowd.localhost").get("/sign-in/", query).wsgi_request
    return listing_of(request.GET, user=agent()).tickets().count()


def shape(slug: str) -> list[str]:
    """Every index and constraint of a workspace."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPE, [slug, slug])
        return sorted(line.replace(f"{slug}.", "") for (line,) in cursor.fetchall())


def test_there_are_as_many_as_were_asked_for_and_most_are_done(crowd):
    assert Ticket.objects.count() == AMOUNT
    assert 2.5 < Message.objects.count() / AMOUNT < 3.5
    assert 1 <= Ticket.objects.open().count() <= AMOUNT // 20 * 2
    assert not Ticket.objects.filter(last_activity_at__gt=timezone.now()).exists()


def test_no_index_and_no_constraint_is_missing(crowd):
    assert len(shape("crowd")) > 200
    assert shape("crowd") == shape("globex")


@pytest.mark.parametrize(("words", "amount"), [("Hausmeister", AMOUNT // 5), ("Marderbiss", 20), ("Nashorn", 0)])
def test_words_are_found_as_often_as_they_were_planted(crowd, words, amount):
    assert found({"closed": "1", "q": words}) == amount


def test_the_history_is_as_the_verbs_would_have_written_it(crowd):
    for ticket in Ticket.objects.select_related("status").prefetch_related("events"):
        events = list(ticket.events.all())
        moves = [event.data["to"]["category"] for event in events if event.data.get("field") == "status"]
        assert [event.verb for event in events].index(Verb.OPENED) == 0
        assert ["new", *moves][-1] == ticket.status.category
        assert ticket.version == 1 + len([event for event in events if "field" in event.data])
        assert (ticket.closed_at is not None) == ticket.status.is_done
        assert ticket.last_activity_at == max(event.created_at for event in events)
    said = Event.objects.filter(verb__in=[Verb.OPENED, Verb.REPLIED, Verb.NOTED]).values_list("message", flat=True)
    assert sorted(said) == sorted(Message.objects.values_list("pk", flat=True))


def test_each_ticket_was_in_one_status_after_the_other(crowd):
    for ticket in Ticket.objects.prefetch_related("status_spans"):
        spans = list(ticket.status_spans.all())
        assert [(one.ended_at, one.ended_at >= one.began_at) for one, _ in pairwise(spans)] == [
            (two.began_at, True) for _, two in pairwise(spans)
        ]
        assert (spans[0].began_at, spans[-1].ended_at, spans[-1].status_id) == (ticket.opened_at, None, ticket.status_id)
    assert StatusSpan.objects.count() == AMOUNT + Event.objects.filter(data__field="status").count()


def test_the_clocks_say_what_the_messages_say(crowd):
    for ticket in Ticket.objects.order_by("pk")[::20]:
        before = [getattr(ticket, clock) for clock in CLOCKS]
        listen_again(ticket)
        assert [getattr(ticket, clock) for clock in CLOCKS] == before


def test_messages_are_as_clean_as_if_they_had_come_in(crowd):
    for message in Message.objects.order_by("pk")[::20]:
        assert (text_to_html(message.text), html_to_text(message.html)) == (message.html, message.text)


def test_own_fields_hold_what_the_desk_would_have_kept_and_can_be_asked_by(crowd):
    fields = {str(field.pk): field for field in CustomField.objects.prefetch_related("options")}
    held = [pair for custom in Ticket.objects.values_list("custom", flat=True) for pair in custom.items()]
    choice = next(field for field in fields.values() if field.has_options)
    option = choice.options.all()[0].pk

    assert {fields[key].kind for key, _ in held} == {"choice", "text", "number", "date"}
    assert [pair for pair in held if not in_words(fields[pair[0]], pair[1], names={})] == []
    asked = found({"closed": "1", choice.key: str(option)})
    assert asked == len([pair for pair in held if pair == (str(choice.pk), option)]) > 10


def test_its_pages_can_be_read(crowd):
    browser = Client(SERVER_NAME="crowd.localhost")
    sign_in(browser, agent())
    longest = Ticket.objects.latest("version")

    queue, page = browser.get("/tickets/", {"closed": "1"}), browser.get(f"/tickets/{longest.pk}/")

    assert (queue.status_code, page.status_code) == (200, 200)
    assert longest.subject in page.content.decode()


def test_the_next_ticket_gets_the_next_number(crowd):
    last = Ticket.objects.latest("pk")

    ticket = make_ticket(make_contact("kai@kunde.example", name="Kai Winter"))

    assert ticket.pk == last.pk + 1
    Ticket.objects.filter(pk=ticket.pk).delete()
    Contact.objects.filter(email="kai@kunde.example").delete()


def test_more_can_be_added_and_nothing_that_was_there_changes(crowd):
    before = list(Ticket.objects.order_by("pk").values_list("pk", "subject", "requester__email"))
    connection.set_schema_to_public()

    call_command("demo", tickets=30, workspace="crowd", seed="more", yes=True, verbosity=0)

    connection.set_tenant(crowd)
    after = list(Ticket.objects.order_by("pk").values_list("pk", "subject", "requester__email"))
    assert (after[: len(before)], len(after)) == (before, len(before) + 30)
    assert shape("crowd") == shape("globex")
    Ticket.objects.filter(pk__gt=before[-1][0]).delete()


class Interrupted(BaseException):
    """As Ctrl-C does."""


@pytest.mark.parametrize(
    "moment", ["People", "60 of 60", "Indexes of tickets_message", "References of tickets_event", "Committing"]
)
def test_an_interrupted_crowd_leaves_nothing(committed, moment):
    def tell(line: str) -> None:
        if line.startswith(moment):
            raise Interrupted

    with pytest.raises(Interrupted):
        fill("gone", Order(60, until=timezone.localdate()), tell=tell)

    connection.set_schema_to_public()
    assert not Tenant.objects.filter(schema_name="gone").exists()
    assert shape_is_gone("gone")


def shape_is_gone(slug: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_namespace WHERE nspname = %s", [slug])
        schema = cursor.fetchone()
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role_of(slug)])
        return (schema, cursor.fetchone()) == (None, None)


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"tickets": 5}, "--yes"),
        ({"tickets": 0}, "At least one"),
        ({"tickets": 5, "workspace": "public", "yes": True}, "reserved|lower-case|already|Constraint"),
        ({"tickets": 5, "until": "soon", "yes": True}, "2026-11-30"),
    ],
    ids=["where real people work", "none", "a name that is taken", "no day"],
)
def test_what_cannot_be_is_refused(committed, asked, complaint):
    with pytest.raises(CommandError, match=complaint):
        call_command("demo", **asked)


def test_the_same_dice_fall_the_same():
    def told(seed: str) -> list[object]:
        dice = Random(seed)
        speech = speech_of(read(dice), amount=50, dice=dice)
        plans = list(courses(50, calendar=calendar_until(date(2026, 11, 30)), dice=dice))
        return [(plan.turns, plan.moves, speech.text("K", "Heizung", "Kai", dice)) for plan in plans]

    assert told("one") == told("one")
    assert told("one") != told("two")
