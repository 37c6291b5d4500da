"""A file of tickets is taken over, taken along again and taken back, while somebody pulls the worker's plug: each row once."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from exports.choices import Form
from exports.choices import State as Made
from exports.models import Export
from imports.choices import Stage, State
from imports.models import Import, Line
from imports.receiving import check, prescribe, receive, run, undo
from imports.recipes import Recipe
from tests.flows.house import House
from tickets.actions.ordering import order_list
from tickets.models import Ticket

ROWS = 6_000
HEAD = "Betreff;Beschreibung;E-Mail;Kunde;Status;Erstellt am;Schlagworte"
ROW = "Störung {n};Höhe {n} µm;kunde{customer}@kunde.example;Jürgen {customer};Neu;01.02.2024;öl"
FILE = "\n".join([HEAD, *(ROW.format(n=number, customer=number % 50) for number in range(ROWS))])


@pytest.fixture
def max(house: House) -> User:  # noqa: A001 -- he is called that
    return User.objects.get(email="max@acme.example")


def now(importing: Import) -> Import:
    """As it is; whoever is needed for it is woken by the clock, since nobody heard of it here."""
    long_ago = timezone.now() - timedelta(hours=1)
    Import.objects.under_way().filter(pk=importing.pk, done=0).update(woken_at=long_ago)
    return Import.objects.get(pk=importing.pk)


def waited_for(house: House, importing: Import) -> Import:
    house.eventually(lambda: now(importing).state != State.UNDER_WAY, within=120)
    importing = now(importing)
    assert importing.state == State.DONE, importing.error
    return importing


def killed_in_the_middle(house: House, importing: Import, victim: str) -> Import:
    house.eventually(lambda: now(importing).done > 0, within=60)
    house.kill(victim)
    assert 0 < now(importing).done < ROWS
    house.revive(victim)
    return waited_for(house, importing)


@pytest.fixture
def brought(house: House, max: User) -> Any:
    importing = waited_for(house, receive(ContentFile(FILE.encode("cp1252"), name="alt.csv"), target="tickets", by=max))
    recipe = Recipe.read(importing.recipe)
    assert recipe.columns == dict(enumerate(["subject", "body", "requester", "requester_name", "status", "opened_at", "tags"]))
    yield prescribe(importing, Recipe(columns=recipe.columns, makes=frozenset({"requester"})), by=max)
    Ticket.objects.filter(source="import").delete()


@pytest.mark.spec("CP-12")
def test_whoever_dies_each_row_is_taken_over_and_back_once(house: House, max: User, brought: Import) -> None:
    before = Ticket.objects.count()
    importing = killed_in_the_middle(house, check(brought), "process")
    assert importing.counts["created"] == ROWS
    assert Ticket.objects.count() == before

    importing = killed_in_the_middle(house, run(importing), "worker")

    assert (importing.stage, importing.done, importing.counts["created"]) == (Stage.RUNNING, ROWS, ROWS)
    subjects = Ticket.objects.filter(source="import").order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [f"Störung {number}" for number in range(ROWS)]
    assert Line.objects.filter(importing=importing).count() == ROWS

    taken_along(house, max)

    importing = killed_in_the_middle(house, undo(importing), "process")
    assert (importing.stage, importing.tally) == (Stage.UNDOING, {"removed": ROWS})
    assert Ticket.objects.count() == before


def taken_along(house: House, max: User) -> None:
    """The same rows, however often whoever writes them is killed."""
    export = order_list("queue=open&sort=oldest&source=import", by=max, form=Form.EXCEL, columns="all")

    def is_at(state: str) -> bool:
        Export.objects.filter(pk=export.pk, state=Made.QUEUED).update(woken_at=timezone.now() - timedelta(hours=1))
        return Export.objects.filter(pk=export.pk, state=state, done__gt=0).exists()

    house.eventually(lambda: is_at(Made.MAKING))
    house.kill("process")
    house.revive("process")
    house.eventually(lambda: is_at(Made.READY), within=120)

    export.refresh_from_db()
    assert (export.attempts, export.done) == (2, ROWS)
    written = export.file.read().decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written), delimiter=";" if ";" in written.partition("\n")[0] else ","))
    assert [row["Subject"] for row in rows] == [f"Störung {number}" for number in range(ROWS)]
    assert {row["What is it about?"] for row in rows[:2]} == {"Höhe 0 µm", "Höhe 1 µm"}
