"""The operators' console: operators get in, nobody else; and operators get in nowhere else."""

import pytest
from django.core.cache import cache
from django.test import Client

from tenants.choices import State
from tenants.models import Operator, Tenant

PASSWORD = "correct horse battery"


@pytest.fixture
def olga(db) -> Operator:
    cache.clear()
    return Operator.objects.create_operator("olga@house.example", password=PASSWORD)


@pytest.fixture
def console(olga) -> Client:
    browser = Client(SERVER_NAME="localhost", headers={"accept-language": "en"})
    sign_in(browser, "Olga@House.example")
    return browser


def sign_in(browser: Client, email: str, password: str = PASSWORD):
    return browser.post("/console/login/", {"username": email, "password": password})


def act(browser: Client, action: str, *tenants: Tenant) -> None:
    browser.post("/console/tenants/tenant/", {"action": action, "_selected_action": [tenant.pk for tenant in tenants]})


def state_of(slug: str) -> str:
    return Tenant.objects.get(schema_name=slug).state


def test_an_operator_finds_workspaces(console):
    assert console.get("/console/").status_code == 200
    page = console.get("/console/tenants/tenant/?q=globex").content.decode()
    assert "Globex Maschinenbau" in page
    assert "Acme Facility" not in page
    assert "&lt;input" not in page


def test_an_operator_opens_a_workspaces_page(console):
    acme = Tenant.objects.get(schema_name="acme")

    assert "portal.acme.localhost" in console.get(f"/console/tenants/tenant/{acme.pk}/change/").content.decode()
    assert console.get(f"/console/tenants/tenant/{acme.pk}/history/").status_code == 404
    assert console.get(f"/console/tenants/tenant/{acme.pk}/delete/").status_code == 403


def test_a_suspended_workspace_lets_nobody_in_until_it_is_opened_again(console):
    acme = Tenant.objects.get(schema_name="acme")
    act(console, "suspend", acme)
    assert Client(SERVER_NAME="acme.localhost").get("/account/login/").status_code == 403

    act(console, "resume", acme)
    assert Client(SERVER_NAME="acme.localhost").get("/account/login/").status_code == 200


def test_a_failed_founding_stands_in_line_again(console):
    acme = Tenant.objects.get(schema_name="acme")
    Tenant.objects.filter(pk=acme.pk).update(state=State.FAILED, trouble="disk full")
    act(console, "try_again", acme)

    assert state_of("acme") == State.WAITING


def test_users_of_a_workspace_are_nobody_at_the_console(olga, max):
    browser = Client(SERVER_NAME="localhost", headers={"accept-language": "en"})

    assert sign_in(browser, "max@acme.example").status_code == 422
    assert browser.get("/console/").status_code == 302


def test_operators_are_nobody_at_a_desk(olga, at_desk, at_portal):
    for browser in (at_desk(), at_portal()):
        assert browser.post("/account/login/", {"login": "olga@house.example", "password": PASSWORD}).status_code == 422


def test_the_consoles_session_is_nobodys_at_a_desk_and_the_desks_nobodys_at_the_console(console, max, at_desk):
    desk, house = at_desk(), Client(SERVER_NAME="localhost")
    desk.cookies["session"] = console.cookies["session"].value
    house.cookies["session"] = at_desk(max).cookies["session"].value

    assert desk.get("/account/").status_code == 302
    assert house.get("/console/").status_code == 302


def test_an_operator_who_was_switched_off_is_out_at_once(console):
    Operator.objects.update(is_active=False)

    assert console.get("/console/").status_code == 302


def test_after_ten_tries_the_console_asks_for_a_pause(olga):
    browser = Client(SERVER_NAME="localhost")
    for _ in range(10):
        sign_in(browser, "olga@house.example", "not it")

    assert sign_in(browser, "olga@house.example").status_code == 429
