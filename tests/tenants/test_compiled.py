"""Statements that last: the same rows as a queryset's, in every workspace its own, whatever was asked before."""

from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import TextField
from django.utils import timezone

from accounts.models import Team
from customers.models import Contact
from tenants.backend.lasting import KEPT, RARE
from tenants.compiled import Compiled, CompiledInsert, CompiledRows, CompiledUpdate, Slot
from tests.making import make_ticket
from tickets.choices import Verb
from tickets.models import Effort, Event

pytestmark = pytest.mark.django_db
CALLED = CompiledRows(lambda: Team.objects.filter(name=Slot("name", TextField())))
NAMES = Compiled(lambda: Team.objects.order_by("name").values_list("name"))
OFTEN = RARE + 3


def test_each_workspace_hears_of_its_own_on_the_same_connection(acme, globex):
    heard = []
    for _turn in range(OFTEN):
        Team.objects.get_or_create(name="Only Acme's")
        heard.append(("Only Acme's",) in NAMES())
        with globex:
            heard.append(("Only Acme's",) in NAMES())

    assert heard == [True, False] * OFTEN


def test_what_changes_between_two_times_is_seen(acme):
    counts = []
    for number in range(OFTEN):
        Team.objects.create(name=f"Team {number}")
        counts.append(len(CALLED(name=f"Team {number}")) + len(CALLED(name=f"Team {number + 1}")))

    assert counts == [1] * OFTEN


def test_it_is_the_same_statement_for_large_numbers_and_for_none(acme, carla):
    by_user = CompiledRows(lambda: Contact.objects.filter(user=Slot("user"), phone="as nobody else asks"))
    carla.phone = "as nobody else asks"
    carla.save()

    found = [by_user(user=number) for number in (carla.user_id, None, 0, 2**31, 2**62, carla.user_id)]

    assert found == [[carla], [], [], [], [], [carla]]
    assert len([query for query, _types in connection.connection._prepared._names if b"as nobody else asks" in query]) == 1


def test_what_is_asked_rarely_is_not_kept(acme):
    once = CompiledRows(lambda: Team.objects.filter(name="never asked for again"))

    kept = []
    for _turn in range(OFTEN):
        once()
        kept.append(any(b"never asked for again" in query for query, _types in connection.connection._prepared._names))

    assert (kept[:RARE], kept[-1]) == ([False] * RARE, True)
    assert len(connection.connection._prepared._names) <= KEPT


def test_a_statement_outlives_a_failed_transaction(acme):
    for _turn in range(OFTEN):
        with pytest.raises(IntegrityError), transaction.atomic():
            Team.objects.bulk_create([Team(name="Twice"), Team(name="Twice")])
        assert CALLED(name="Twice") == []


def test_what_is_selected_and_annotated_comes_along(acme, carla):
    ticket = make_ticket(carla, subject="Lift")
    events = CompiledRows(lambda: Event.objects.filter(ticket=Slot("ticket")).select_related("contact", "actor"))

    found = [events(ticket=ticket.pk) for _turn in range(OFTEN)]

    assert found == [list(ticket.events.all())] * OFTEN
    with transaction.atomic(), connection.execute_wrapper(_nothing_more):
        assert [(event.contact, event.actor, event.data) for event in found[-1]] == [(carla, None, found[0][0].data)]


def _nothing_more(*_asked: object) -> None:
    raise AssertionError("asked again")


def test_an_update_says_how_many_it_changed(acme):
    Team.objects.create(name="Left")
    Team.objects.create(name="Right")
    switch = CompiledUpdate(lambda: Team.objects.filter(name=Slot("name", TextField()), is_active=True), is_active=False)

    assert [switch(name="Left"), switch(name="Left"), switch(name="Nobody")] == [1, 0, 0]
    assert list(Team.objects.filter(name__in=["Left", "Right"]).values_list("is_active", flat=True)) == [False, True]


def test_an_inserted_row_is_what_its_save_would_have_written(acme, ada, carla):
    ticket = make_ticket(carla, subject="Lift")
    said = {"ticket": ticket, "person": ada, "on": timezone.localdate(), "hours": Decimal("1.5"), "note": "100 % Öl"}

    saved, inserted = Effort(**said), Effort(**said)
    saved.save()
    CompiledInsert(Effort)(inserted)

    own = {"id", "token", "created_at"}
    kept = [{name: value for name, value in row.items() if name not in own} for row in Effort.objects.order_by("pk").values()]
    assert kept[0] == kept[1]
    assert Effort.objects.get(pk=inserted.pk) == inserted


def test_what_does_not_fit_is_refused_as_ever(acme, carla):
    ticket = make_ticket(carla, subject="Lift")

    with pytest.raises(DataError), transaction.atomic():
        CompiledInsert(Event)(Event(ticket=ticket, verb="x" * 13))

    event = CompiledInsert(Event)(Event(ticket=ticket, verb=Verb.CHANGED, data={"to": "ü", "n": [1, None]}))
    event.refresh_from_db()
    assert (event.verb, event.data) == (Verb.CHANGED, {"to": "ü", "n": [1, None]})


def test_no_more_are_kept_than_was_said(acme):
    each = [Compiled(lambda at=at: Team.objects.filter(name=f"the {at}th of many").values_list("pk")) for at in range(KEPT)]

    for _turn in range(OFTEN):
        for question in each:
            question()
            assert len(connection.connection._prepared._names) <= KEPT
