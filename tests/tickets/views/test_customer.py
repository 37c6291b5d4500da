"""Whom a ticket is about: contact, organisation and project, each set, changed and suggested (bezogen auf)."""

import re

import pytest

from customers.models import Contact, Organisation, Project
from tests.making import make_ticket
from tickets.models import Ticket


@pytest.fixture
def firm(carla):
    firm = Organisation.objects.create(name="Sommer KG")
    Contact.objects.filter(pk=carla.pk).update(organisation=firm)
    carla.refresh_from_db()
    return firm


def saving(desk, ticket, **said):
    """As the browser sends it: every field as the page has it, these ones changed."""
    page = desk.get(f"/tickets/{ticket.pk}/").content.decode()
    shown = dict(re.findall(r'name="initial-(\w+)"[^>]*value="([^"]*)"', page))
    version = Ticket.objects.get(pk=ticket.pk).version
    initial = {f"initial-{name}": shown.get(name, "") for name in said}
    return desk.post(f"/tickets/{ticket.pk}/properties/", {"version": version, **initial, **said})


def history(ticket):
    return [(event.data["field"], event.before, event.after) for event in ticket.events.filter(verb="changed").order_by("pk")]


@pytest.mark.spec("CP-17")
def test_contact_organisation_and_project_are_changed_with_a_history(carla, kai, firm, desk, at_portal):
    ticket, partner = make_ticket(carla), Organisation.objects.create(name="Winter AG")
    Project.objects.create(name="New roof")

    saving(desk, ticket, requester="Kai Winter")
    saving(desk, ticket, organisation="Winter AG")
    saving(desk, ticket, project="New roof")

    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.requester, now.organisation, str(now.project)) == (kai, partner, "New roof")
    assert history(ticket) == [
        ("requester", "Carla Sommer", "Kai Winter"),
        ("organisation", "Sommer KG", ""),
        ("organisation", "", "Winter AG"),
        ("project", "", "New roof"),
    ]
    assert at_portal(carla.user).get(f"/tickets/{ticket.pk}/").status_code == 404


@pytest.mark.spec("CP-17")
def test_another_customer_brings_the_own_organisation_unless_one_is_named(carla, kai, firm, desk):
    ticket, other = make_ticket(kai), Organisation.objects.create(name="Other")

    saving(desk, ticket, requester=carla.email)
    assert Ticket.objects.get(pk=ticket.pk).organisation == firm
    saving(desk, ticket, requester=kai.email, organisation="Other")

    assert (Ticket.objects.get(pk=ticket.pk).requester, Ticket.objects.get(pk=ticket.pk).organisation) == (kai, other)


@pytest.mark.spec("CP-17", "B-6")
def test_taken_back_both_are_as_they_were(carla, kai, firm, desk):
    ticket = make_ticket(carla)
    saving(desk, ticket, requester=kai.email)
    [undo] = re.findall(r"/tickets/\d+/events/\d+/undo/", desk.get(f"/tickets/{ticket.pk}/").content.decode())[-1:]

    desk.post(undo)

    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.requester, now.organisation) == (carla, firm)


@pytest.mark.spec("CP-17")
@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("requester", "", "This field is required."),
        ("requester", "Nobody <b>", "Nothing here is called this"),
        ("organisation", "Nowhere", "Nothing here is called this"),
    ],
)
def test_whom_nobody_knows_is_refused_beside_the_field(carla, firm, desk, read, field, value, complaint):
    ticket = make_ticket(carla)

    answer = saving(desk, ticket, **{field: value})

    assert (answer.status_code, complaint in read(answer), history(ticket)) == (422, True, [])
    assert Ticket.objects.get(pk=ticket.pk).requester == carla


@pytest.mark.spec("CP-17")
def test_a_new_ticket_is_about_an_organisation_of_ones_choice(carla, firm, desk):
    other = Organisation.objects.create(name="Other")
    typed = {"email": carla.email, "subject": "Lift", "body": "Stands."}

    desk.post("/tickets/new/", typed)
    desk.post("/tickets/new/", typed | {"organisation": "Other"})

    assert [ticket.organisation for ticket in Ticket.objects.order_by("pk")] == [firm, other]
