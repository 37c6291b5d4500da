"""Seven statuses with fixed meanings; their names are the workspace's, and the reader's language until renamed."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tickets.choices import Category
from tickets.models import Priority, Status


@pytest.mark.spec("RB-21")
def test_every_workspace_starts_with_the_seven(acme, globex):
    with translation.override("de"):
        here = [str(status) for status in Status.objects.all()]
        with globex:
            there = [str(status) for status in Status.objects.all()]

    assert here == there == ["Neu", "Offen", "Wartend extern", "Wartend intern", "Gelöst", "Geschlossen", "Verschoben"]


@pytest.mark.spec("RB-19", "RB-20")
@pytest.mark.parametrize(
    ("category", "words", "colour"),
    [
        ("new", "In Bearbeitung", "orange"),
        ("open", "In Bearbeitung", "orange"),
        ("waiting_customer", "Antwort erwartet", "red"),
        ("waiting_internal", "In Bearbeitung", "orange"),
        ("resolved", "Geschlossen", "green"),
        ("closed", "Geschlossen", "green"),
        ("postponed", "Verschoben", "grey"),
    ],
)
def test_the_portal_says_it_in_the_customers_words_and_as_a_traffic_light(acme, category, words, colour):
    status = Status.objects.get(category=category)

    with translation.override("de"):
        assert (status.portal_name, status.portal_colour) == (words, colour)


def test_a_renamed_status_bears_its_own_name_in_every_language(acme):
    Status.objects.filter(category=Category.OPEN).update(name="In Arbeit", portal_label="Wir sind dran")
    status = Status.objects.get(category=Category.OPEN)

    with translation.override("en"):
        assert (str(status), status.portal_name) == ("In Arbeit", "Wir sind dran")


def test_a_rule_that_says_only_the_meaning_finds_exactly_one_status(acme):
    Status.objects.create(category=Category.OPEN, name="Beim Hersteller")

    with pytest.raises(IntegrityError), transaction.atomic():
        Status.objects.create(category=Category.OPEN, name="Noch eine", is_default=True)


def test_three_priorities_wait_with_normal_in_front(acme):
    assert [(str(priority), priority.is_default) for priority in Priority.objects.all()] == [
        ("High", False),
        ("Normal", True),
        ("Low", False),
    ]
