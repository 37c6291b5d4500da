"""Who looks after mass actions that nobody works on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import Ring
from tenants.locks import alone
from tests.tickets.mass.conftest import counts, work
from tickets.actions.planning import start
from tickets.actions.pursuing import pursue
from tickets.actions.sweeping import sweep
from tickets.choices import Verb
from tickets.models import Event, MassAction, MassLine


@pytest.fixture
def action(planned, tickets, closed, ada):
    action = planned("status", tickets, status=closed)
    start(action, by=ada)
    return action


def aged(action, **times):
    MassAction.objects.filter(pk=action.pk).update(**{name: timezone.now() - age for name, age in times.items()})


def test_who_was_not_woken_for_a_while_is_found_once(action):
    assert sweep() == []

    aged(action, woken_at=timedelta(minutes=1))

    assert [sweep(), sweep()] == [[action.pk], []]


def test_plans_of_yesterday_and_what_is_long_over_go_but_no_history(planned, done, tickets, closed, action):
    for old in (planned("delete", tickets), action):
        aged(old, created_at=timedelta(days=2))
    over = done("tag", tickets[:2], tags=["Winter"])
    aged(over, created_at=timedelta(days=91))
    recent = done("tag", tickets[:2], tags=["Heating"])

    sweep()

    assert set(MassAction.objects.all()) == {action, recent}
    assert MassLine.objects.exclude(action=recent).count() == 0
    assert Event.objects.filter(verb=Verb.CHANGED, data__to="Winter").count() == 2


def test_where_somebody_is_at_it_nobody_else_begins(action):
    with alone(f"mass:{action.pk}"):
        assert pursue(action.pk) is False
    assert counts(action) == ("queued", 12, 0, 0, 0)

    work(action)
    assert counts(action) == ("done", 12, 12, 0, 0)


def test_three_workers_that_die_at_the_same_place_are_enough(action, ada):
    """Each was counted when it began; whoever gets a batch further begins to count anew."""
    pursue(action.pk, seconds=0)
    pursue(action.pk, seconds=0, batch=5)
    assert MassAction.objects.get().attempts == 0
    MassAction.objects.update(attempts=3)

    work(action)

    assert counts(action) == ("failed", 12, 5, 0, 0)
    assert action.reasons == ["It was interrupted at the same place several times."]
    assert Ring.objects.get(user=ada).text == "Set the status: stopped after 5 of 12 tickets"

    assert start(action, by=ada) is True
    work(action)
    assert counts(action) == ("done", 12, 12, 0, 0)
