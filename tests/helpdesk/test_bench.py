"""What measures is itself beyond doubt: it counts right, measures no error pages, and leaves nothing behind."""

import os
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from helpdesk.bench import measuring
from helpdesk.bench.asking import Browser, sign_in
from helpdesk.bench.counting import COUNT, QUERIES, SECONDS
from helpdesk.bench.measuring import Effort, Place, WrongAnswer, at_percent, measure
from helpdesk.bench.pages import Page, Wants
from helpdesk.bench.reporting import NOTES, table, write
from helpdesk.bench.running import Plan, run
from helpdesk.bench.serving import Server, serving
from helpdesk.demo.crowd.filling import Order, fill
from helpdesk.demo.crowd.vocabulary import COMMON, RARE
from notifications.models import Letter
from sandbox import ports
from tenants.models import Tenant
from tests.making import make_ticket, remove_workspace
from tickets.models import Message, Ticket

SIZES = {"bench-small": 40, "bench-large": 80}


@pytest.fixture
def counting(settings):
    """As the measured server runs, in this process."""
    ours = ["helpdesk.bench.counting.CountingMiddleware", "helpdesk.bench.bare.BareMiddleware"]
    settings.MIDDLEWARE = [*ours, *settings.MIDDLEWARE]
    settings.URLCONF_OF_SURFACE = {**settings.URLCONF_OF_SURFACE, "desk": "helpdesk.bench.urls"}


@pytest.fixture(scope="module")
def crowds(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Really committed, for a web server in a process of its own, which is told where they are."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as surroundings:  # type: ignore[attr-defined]  # pytest-django's
        where = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
        surroundings.setenv("DATABASE_URL", where)
        for name, amount in SIZES.items():
            connection.set_schema_to_public()
            fill(name, Order(amount, until=timezone.localdate()), tell=lambda line: None)
        connection.set_schema_to_public()
        yield
        connection.set_schema_to_public()
        for name in SIZES:
            remove_workspace(Tenant.objects.get(schema_name=name))
        connection.close()


@pytest.fixture(scope="module")
def server(crowds) -> Iterator[Server]:
    """`bin/test` has collected the styles: packing them once more would take longer than all that is measured here."""
    with serving(ports.free(), collects=False) as running:
        yield running


def what_is_there(name: str) -> list[int]:
    with Tenant.objects.get(schema_name=name):
        return [model.objects.count() for model in (Ticket, Message, Contact, Letter, Session)]


def test_no_floor_and_no_figures_in_the_product(ada, at_desk):
    assert [at_desk(ada).get(f"/bench/{floor}/").status_code for floor in ("floor", "bare")] == [404, 404]
    assert QUERIES not in at_desk(ada).get("/tickets/", headers={COUNT: "1"}).headers


def test_an_answer_says_what_it_asked_only_to_whom_it_may_concern(ada, carla, at_desk, counting):
    make_ticket(carla)
    browser = at_desk(ada)
    browser.get("/tickets/")

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get("/tickets/", headers={COUNT: "1"})

    assert int(answer.headers[QUERIES]) == len(asked) > 5
    assert float(answer.headers[SECONDS]) > 0
    assert QUERIES not in browser.get("/tickets/").headers


def test_the_floor_is_one_query_of_twenty_five_rows_for_whoever_signed_in(ada, carla, at_desk, counting):
    for number in range(30):
        make_ticket(carla, subject=f"Nr. {number} <b>")
    browser = at_desk(ada)
    browser.get("/bench/floor/")

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get("/bench/floor/")

    assert [query["sql"] for query in asked if "tickets_" in query["sql"]] == [asked[-1]["sql"]]
    assert answer.content.decode().count("<tr>") == 25
    assert "Nr. 29 &lt;b&gt;" in answer.content.decode()
    assert at_desk().get("/bench/floor/").status_code == 302


def test_the_floor_of_django_alone_shows_the_same_and_knows_who_signed_in(ada, carla, at_desk, counting):
    make_ticket(carla, subject="Lift <b>")
    bare = at_desk(ada).get("/bench/bare/")

    assert bare.content == at_desk(ada).get("/bench/floor/").content
    assert "Content-Security-Policy" not in bare.headers
    assert [at_desk().get("/bench/bare/").status_code, at_desk(ada).get("/tickets/").status_code] == [403, 200]
    before = at_desk(ada)
    ada.set_password("another one")
    ada.save()
    assert before.get("/bench/bare/").status_code == 403


def test_every_page_can_be_measured_and_nothing_of_it_stays(server, monkeypatch):
    monkeypatch.setattr(measuring, "COUNTS", 1)
    before = what_is_there("bench-small")

    plan = Plan(["bench-small"], [Effort(1, 0, warm_up=0)], Wants(COMMON, RARE))
    result = run(plan, nullcontext(server), tell=lambda line: None)

    found = result.measured[1]
    assert [each.place.page.name for each in found] == [page.name for page in result.workspaces[0].pages]
    assert all(each.queries > 3 and each.database > 0 for each in found)
    assert 50 < max(each.rss for each in result.memory[1]) < 500
    assert what_is_there("bench-small") == before


def test_workspaces_are_measured_in_turn_and_told_of_on_a_page(server, tmp_path):
    efforts = [Effort(3, 20, warm_up=1), Effort(4, 20, connections=2, warm_up=1)]
    page, told = tmp_path / "benchmarks.md", list[str]()
    page.write_text(f"old\n{NOTES}\n\n## Said by people\n")

    plan = Plan([*SIZES], efforts, Wants(), only=["open, first", "POST"])
    result = run(plan, nullcontext(server), tell=told.append)
    write(result, page)

    alone, together = result.measured[1], result.measured[2]
    assert [each.place.workspace for each in alone] == [*SIZES] * 2
    assert [(len(each.page), len(each.bare), len(each.floor)) for each in [*alone, *together]] == [(3,) * 3] * 4 + [(8,) * 3] * 4
    assert len(told) == 4
    assert page.read_text().count("| queue, open, first page |") == 3
    assert page.read_text().endswith(f"{NOTES}\n\n## Said by people\n")
    assert table(result).count("| ticket created (POST) |") == 3


def test_an_error_page_is_not_measured(server):
    with Tenant.objects.get(schema_name="bench-small") as tenant:
        session = sign_in(User.objects.get(email="ada@bench-small.example"))
    gone = Page("gone", lambda browser, turn, also: browser.get("/tickets/999999/", also))

    with pytest.raises(WrongAnswer, match="gone: 404 instead of 200"):
        measure(server.port, [Place("bench-small", tenant.desk_host, session, gone)], Effort(3, 5))


def test_the_server_runs_as_in_production(server):
    assert "--worker-class gthread --threads 8" in server.command
    assert "--reload" not in server.command
    assert "--max-requests" not in server.command
    with Browser(server.port, host="bench-small.localhost", session="") as nobody:
        assert nobody.get("/tickets/").status == 302


@pytest.mark.parametrize(("percent", "second"), [(0, 1), (50, 6), (95, 10), (100, 10)])
def test_percentiles(percent, second):
    assert at_percent([3, 1, 2, 10, 9, 8, 4, 5, 6, 7], percent) == second


def test_a_workspace_that_is_not_there_is_said(committed):
    with pytest.raises(CommandError, match="There is no workspace “nowhere”"):
        call_command("bench", workspace=["nowhere"])


def test_the_settings_of_production_know_nothing_of_it():
    assert [name for name in settings.MIDDLEWARE if "bench" in name] == []
