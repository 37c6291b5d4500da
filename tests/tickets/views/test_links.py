"""Linked tickets in the browser: choose one, or create one."""

import re
from uuid import uuid4

import pytest

from tests.making import make_ticket
from tickets.actions.deleting import delete
from tickets.actions.linking import link
from tickets.choices import LinkKind
from tickets.models import Ticket, TicketLink


@pytest.fixture
def ticket(carla):
    return make_ticket(carla, subject="House is cold")


@pytest.fixture
def other(carla):
    return make_ticket(carla, subject="Room is cold")


@pytest.mark.spec("CP-38")
@pytest.mark.parametrize(
    ("way", "here", "there"),
    [
        ("parent", "Child", "Parent"),
        ("-parent", "Parent", "Child"),
        ("duplicate", "Original", "Duplicate"),
        ("-duplicate", "Duplicate", "Original"),
        ("related", "Related", "Related"),
    ],
)
def test_an_agent_chooses_and_both_pages_show_it(ticket, other, desk, read, way, here, there):
    sent = desk.post(f"/tickets/{ticket.pk}/links/", {"way": way, "other": str(other)})

    assert sent["Location"] == f"/tickets/{ticket.pk}/"
    assert f"{here} · #{other.pk}" in read(desk.get(f"/tickets/{ticket.pk}/"))
    assert f"{there} · #{ticket.pk}" in read(desk.get(f"/tickets/{other.pk}/"))


@pytest.mark.spec("CP-38")
def test_an_agent_creates_one_that_is_linked_right_away(ticket, carla, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/links/"))
    path = f"/tickets/new/?requester={carla.pk}&link={ticket.pk}&way=parent"
    assert path in page
    assert 'value="carla@kunde.example"' in read(desk.get(path))
    form = {"email": carla.email, "subject": "Room is cold", "body": "Very.", "token": str(uuid4())}

    for _ in range(2):
        desk.post(path, form)

    new = Ticket.objects.exclude(pk=ticket.pk).get()
    made = TicketLink.objects.get()
    assert (made.source, made.target, made.kind) == (ticket, new, LinkKind.PARENT)


@pytest.mark.parametrize("query", ["link=4711&way=parent", "link=x&way=parent", f"link={'9' * 40}&way=related", "way=no"])
def test_a_new_ticket_with_a_wrong_link_is_a_ticket_without(ticket, carla, desk, query):
    form = {"email": carla.email, "subject": "Room is cold", "body": "Very.", "token": str(uuid4())}

    assert desk.post(f"/tickets/new/?{query}", form).status_code == 302
    assert (Ticket.objects.count(), TicketLink.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    ("typed", "said"), [("", "This field is required."), ("own", "This is the very same ticket."), ("4711", "No such ticket")]
)
def test_wrong_words_get_a_clear_answer(ticket, desk, read, typed, said):
    answer = desk.post(f"/tickets/{ticket.pk}/links/", {"way": "related", "other": ticket.pk if typed == "own" else typed})

    assert (answer.status_code, said in read(answer), TicketLink.objects.count()) == (422, True, 0)


def test_what_is_linked_otherwise_or_goes_round_is_said(ticket, other, ada, desk, read):
    link(ticket, to=other, kind=LinkKind.PARENT, by=ada)

    answer = desk.post(f"/tickets/{ticket.pk}/links/", {"way": "related", "other": other.pk})

    assert (answer.status_code, "These two are linked already" in read(answer)) == (422, True)
    assert desk.post(f"/tickets/{ticket.pk}/links/", {"way": "uncle", "other": other.pk}).status_code == 422


def test_a_link_is_removed_from_either_side_and_from_no_other_ticket(ticket, other, ada, carla, desk):
    made = link(ticket, to=other, kind=LinkKind.RELATED, by=ada)
    third = make_ticket(carla)

    assert desk.post(f"/tickets/{third.pk}/links/{made.pk}/removal/").status_code == 404
    assert desk.post(f"/tickets/{other.pk}/links/{made.pk}/removal/").status_code == 302
    assert desk.post(f"/tickets/{other.pk}/links/{made.pk}/removal/").status_code == 404
    assert TicketLink.objects.count() == 0


def test_deleted_tickets_are_not_shown_as_linked(ticket, other, ada, desk, read):
    link(ticket, to=other, kind=LinkKind.RELATED, by=ada)
    delete(other, by=ada)

    assert not re.search(r"Related · #", read(desk.get(f"/tickets/{ticket.pk}/")))
