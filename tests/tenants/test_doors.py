"""Host names: which workspace, which face, or why not."""

import pytest
from django.test import Client

from tenants.choices import State
from tenants.models import Domain, Tenant

pytestmark = pytest.mark.django_db


def at(host: str, path: str = "/account/login/"):
    return Client(SERVER_NAME=host, headers={"accept-language": "en"}).get(path)


def put(slug: str, state: State) -> None:
    Tenant.objects.filter(schema_name=slug).update(state=state)


@pytest.mark.parametrize(
    ("host", "template"),
    [("localhost", "public/landing.html"), ("www.localhost", "public/landing.html")],
)
def test_the_houses_own_host_shows_the_public_pages(host, template):
    assert template in [used.name for used in at(host, "/").templates]


@pytest.mark.parametrize(
    ("host", "surface"), [("acme.localhost", "desk"), ("portal.acme.localhost", "portal"), ("ACME.localhost", "desk")]
)
def test_a_workspaces_hosts_show_its_faces(host, surface):
    answer = at(host)

    assert answer.status_code == 200
    assert answer.context["surface"] == surface
    assert answer.context["workspace"].name == "Acme Facility"


@pytest.mark.parametrize(
    "host", ["nobody.localhost", "x.acme.localhost", "acme.localhost.evil.example", "127.0.0.1", "evil.example"]
)
def test_an_unknown_host_gets_a_plain_404_that_says_no_more(host):
    answer = at(host)

    assert answer.status_code == 404
    assert "acme" not in answer.content.decode().lower()


@pytest.mark.parametrize("state", [State.WAITING, State.PREPARING, State.FAILED])
def test_a_workspace_that_is_not_ready_says_so(state):
    put("acme", state)
    answer = at("acme.localhost")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_a_suspended_workspace_lets_nobody_in_and_its_neighbour_does_not_notice():
    put("acme", State.SUSPENDED)

    assert at("acme.localhost").status_code == at("portal.acme.localhost").status_code == 403
    assert at("globex.localhost").status_code == 200


def test_a_customers_own_domain_leads_to_the_portal():
    acme = Tenant.objects.get(schema_name="acme")
    Domain.objects.create(domain="service.acme.example", tenant=acme, surface="portal", is_primary=False)

    assert at("service.acme.example").context["surface"] == "portal"


@pytest.mark.parametrize("path", ["/console/", "/sign-up/", "/find/", "/workspaces/x/"])
def test_public_pages_do_not_exist_on_a_workspaces_host(path):
    assert at("acme.localhost", path).status_code == 404


@pytest.mark.parametrize("path", ["/settings/users/", "/tickets/", "/account/login/"])
def test_the_desks_pages_do_not_exist_on_the_public_host(path):
    assert at("localhost", path).status_code == 404


@pytest.mark.parametrize("path", ["/settings/", "/settings/users/", "/settings/users/1/"])
def test_the_desks_settings_do_not_exist_at_the_portal(path):
    assert at("portal.acme.localhost", path).status_code == 404


def test_load_balancers_are_answered_on_any_host():
    assert at("10.0.0.7", "/live").status_code == 200


def test_after_a_request_the_connection_is_where_it_was(acme):
    from django.db import connection

    at("globex.localhost")

    assert connection.schema_name == "acme"
