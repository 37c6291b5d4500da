"""Who gets through the portal's doors."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from customers.models import Contact
from tenants.divisions.models import Division
from tenants.models import Tenant
from tests.making import make_customer, make_ticket
from tickets.actions.attaching import Upload
from tickets.models import Attachment, Ticket

Browser = Callable[..., Client]
SHOWN = ["/", "/tickets/", "/tickets/new/", "/tickets/{ticket}/", "/attachments/{file}/"]
DONE = ["/tickets/new/", "/tickets/{ticket}/answers/"]


@pytest.fixture
def places(carla: Contact) -> dict[str, int]:
    """A ticket of Carla's with a file: there is something to be found."""
    ticket = make_ticket(carla, subject="Carla's radiator", attachments=[Upload("plan.pdf", b"%PDF-1.4 plan")])
    return {"ticket": ticket.pk, "file": Attachment.objects.get().pk}


@pytest.mark.parametrize("address", SHOWN)
def test_carla_gets_through(carla: Contact, at_portal: Browser, places: dict[str, int], address: str) -> None:
    assert at_portal(carla.user).get(address.format(**places)).status_code == 200


@pytest.mark.parametrize("address", SHOWN)
def test_nobody_and_staff_are_sent_to_sign_in(ada: User, at_portal: Browser, places: dict[str, int], address: str) -> None:
    here = address.format(**places)

    for browser in (at_portal(), at_portal(ada)):
        answer = browser.get(here)
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={here}")


@pytest.mark.parametrize("address", DONE)
def test_nobody_and_staff_can_do_nothing(ada: User, at_portal: Browser, places: dict[str, int], address: str) -> None:
    for browser in (at_portal(), at_portal(ada)):
        assert browser.post(address.format(**places), {"subject": "x", "body": "x"}).status_code == 302

    assert (Ticket.objects.count(), Ticket.objects.get().messages.count()) == (1, 1)


@pytest.mark.parametrize("address", SHOWN)
def test_a_session_of_acme_opens_nothing_at_globex(
    carla: Contact, globex: Tenant, at_portal: Browser, places: dict[str, int], address: str
) -> None:
    with globex:
        there = make_customer("carla@kunde.example", name="Carla at Globex")
        ticket = make_ticket(there, subject="Globex secret", attachments=[Upload("secret.pdf", b"%PDF-1.4")])
        theirs = {"ticket": ticket.pk, "file": Attachment.objects.get().pk}
    browser = at_portal(carla.user)
    browser.defaults["SERVER_NAME"] = "portal.globex.localhost"

    assert browser.get(address.format(**theirs)).status_code == 302


@pytest.mark.parametrize("address", SHOWN)
def test_a_customer_gets_nothing_at_the_desk(carla: Contact, at_desk: Browser, places: dict[str, int], address: str) -> None:
    assert at_desk(carla.user).get(address.format(**places)).status_code in (302, 404)


@pytest.mark.parametrize("switch", ["has_portal", "has_tickets"])
@pytest.mark.parametrize("address", SHOWN)
def test_what_is_switched_off_answers_a_friendly_404(
    carla: Contact, at_portal: Browser, places: dict[str, int], switch: str, address: str
) -> None:
    Division.objects.update(**{switch: False})

    answer = at_portal(carla.user).get(address.format(**places))

    assert answer.status_code == 404
    assert "The customer portal is switched off" in answer.content.decode()
    assert "radiator" not in answer.content.decode()


def test_a_login_without_a_contact_can_open_nothing(carla: Contact, at_portal: Browser) -> None:
    browser = at_portal(carla.user)
    Contact.objects.update(user=None)

    assert browser.get("/").status_code == 200
    assert browser.post("/tickets/new/", {"subject": "Ghost"}).status_code == 404
    assert Ticket.objects.count() == 0


def test_a_ticket_that_is_merged_while_it_is_asked_for_leads_to_nobody_elses(
    carla: Contact, sam: Contact, at_portal: Browser
) -> None:
    hers, his = make_ticket(carla), make_ticket(sam, subject="Sam's secret")
    browser = at_portal(carla.user)

    def merged_before_it_is_read(execute: Any, sql: str, *rest: Any) -> Any:
        if "latest_event" in sql:
            Ticket.objects.filter(pk=hers.pk).update(merged_into=his)
        return execute(sql, *rest)

    before = browser.get(f"/tickets/{hers.pk}/").status_code
    with connection.execute_wrapper(merged_before_it_is_read):
        answer = browser.get(f"/tickets/{hers.pk}/")

    assert (before, answer.status_code, Ticket.objects.get(pk=hers.pk).merged_into) == (200, 404, his)
    assert "secret" not in answer.content.decode()
