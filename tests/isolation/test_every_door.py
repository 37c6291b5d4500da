"""Every address × every role × the other workspace: nothing of Globex is seen at Acme, nothing internal in the portal."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.isolation.walking import HOST, body_of, doors
from tickets.models import Event, Message

#: Doors that are open to everybody: signing in, and what a sign-in page shows.
OPEN = {
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_logout",
    "invitation",
    "logo",
    "set_language",
    "mfa_login_webauthn",
}
SURFACES = ["desk", "portal"]
METHODS = ["get", "post"]
#: Of each workspace and surface whoever may do most.
MIGHTIEST = ["acme admin", "acme customer", "globex admin", "globex customer"]


def answers(client: Client, surface: str, method: str, **keys: object):
    for door in doors(surface, **keys):
        yield door, getattr(client, method)(door.path)


def refuses(response) -> bool:
    """Sent to sign in, told that it does not exist, that it may not, or that the method is wrong."""
    to_sign_in = response.status_code == 302 and "/login/" in response["Location"]
    return to_sign_in or response.status_code in (401, 403, 404, 405)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("surface", SURFACES)
def test_nobody_gets_in_without_signing_in(both, surface, method):
    client = Client(SERVER_NAME=HOST[surface].format(slug="acme"))

    got_in = [door.name for door, response in answers(client, surface, method, keys="1") if not refuses(response)]

    assert set(got_in) <= OPEN


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("surface", SURFACES)
def test_a_cookie_carried_to_a_host_where_one_does_not_belong_is_nobodys(people, surface, method):
    host = HOST[surface].format(slug="acme")
    before = (Message.objects.count(), Event.objects.count())
    strangers = {who: people[who] for who in MIGHTIEST if people[who].home != host}

    got_in = {
        (who, door.name)
        for who, person in strangers.items()
        for door, response in answers(person.at(host), surface, method, keys="1")
        if not refuses(response)
    }

    assert len(strangers) == 3
    assert {name for _, name in got_in} <= OPEN
    assert (Message.objects.count(), Event.objects.count()) == before


@pytest.fixture(scope="module")
def seen(everybody):
    """What whoever may do most sees at home: who, behind which door, and the whole answer."""
    found = []
    for who in ("acme admin", "acme customer"):
        with transaction.atomic():
            person = everybody[who]
            walk = answers(person.at(person.home), person.surface, "get")
            found += [(who, door, body_of(response)) for door, response in walk]
            transaction.set_rollback(True)
    return found


def test_nothing_of_globex_is_seen_at_acme(both, seen):
    """And what is Acme's own is seen, so that the absence of the other's means something."""
    ours = {}
    for who, door, body in seen:
        if "ACMEMARK" in body:
            ours.setdefault(who, set()).add(door.name)

    assert [(who, door.path) for who, door, body in seen if "GLOBEX" in body] == []
    assert {"queue", "ticket", "attachment", "bell", "imports", "import"} <= ours["acme admin"]
    assert {"project", "products", "article_edit", "contract", "suggestions_partners"} <= ours["acme admin"]
    assert {"ticket_type", "workflow", "type_fields", "custom_field", "custom_option"} <= ours["acme admin"]
    assert {"mass_action", "mass_report", "duplicates"} <= ours["acme admin"]
    assert {"organisation_portal", "portal_customers", "contact_assets", "sharing", "documents"} <= ours["acme admin"]
    assert {"rules", "rule", "rule_conditions", "rule_deed", "own_action"} <= ours["acme admin"]
    assert {"portal_ticket", "attachment", "pdf", "pdf_file"} <= ours["acme customer"]


def test_nothing_of_globex_answers_what_acme_sends(people):
    at_home = {who: people[who] for who in MIGHTIEST if who.startswith("acme")}

    leaks = [
        (who, door.path)
        for who, person in at_home.items()
        for door, response in answers(person.at(person.home), person.surface, "post")
        if "GLOBEX" in body_of(response)
    ]

    assert len(at_home) == 2
    assert leaks == []


def hint(client: Client, subject: str) -> bytes:
    """What they have told us already."""
    return client.get("/tickets/similar/", {"subject": subject}, headers={"HX-Request": "true"}).content.strip()


@pytest.mark.spec("RB-15")
def test_nothing_internal_is_seen_in_the_portal(people, seen):
    client = people["acme customer"].at(people["acme customer"].home)

    leaks = [door.path for who, door, body in seen if who == "acme customer" and "ACMENOTE" in body]

    assert leaks == []
    assert "Subject <mark>ACMEMARK</mark>" in body_of(client.get("/?q=ACMEMARK"))
    assert "Subject " not in body_of(client.get("/?q=ACMENOTE"))
    assert b"Subject ACMEMARK" in hint(client, "Subject ACMEMARK")
    assert hint(client, "Note ACMENOTE") == b""


def test_a_stranger_sees_nothing_of_somebody_elses_ticket(people):
    client = people["acme stranger"].at(people["acme stranger"].home)

    leaks = [door.path for door, response in answers(client, "portal", "get") if "Subject ACMEMARK" in body_of(response)]

    assert leaks == []
    assert hint(client, "Subject ACMEMARK") == b""


def test_files_lie_below_their_workspaces_own_folder(people, acme, globex):
    root = Path(settings.MEDIA_ROOT)

    folders = {path.relative_to(root).parts[0] for path in root.rglob("*") if path.is_file() and b"MARK" in path.read_bytes()}

    assert folders == {"acme", "globex"}
