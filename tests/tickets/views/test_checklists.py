"""The checklist in the browser."""

import pytest

from tests.making import make_ticket
from tickets.actions.listing import list_step
from tickets.models import ChecklistItem


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


@pytest.fixture
def path(ticket):
    return f"/tickets/{ticket.pk}/checklist/"


def test_the_page_says_how_far_one_is(ticket, path, ada, desk, read):
    for text in ("Call", "Drive there", "Mend"):
        desk.post(path, {"text": text})
    first = ChecklistItem.objects.order_by("pk")[0]

    assert desk.post(f"{path}{first.pk}/", {"do": "tick"})["Location"] == f"/tickets/{ticket.pk}/#checklist"

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    assert "1 of 3" in page
    assert 'aria-label="Not done yet: Call"' in page


def test_the_own_page_orders_and_removes(ticket, path, ada, desk, read):
    first, second = (list_step(ticket, by=ada, text=text) for text in ("Call", "Mend"))

    assert desk.post(f"{path}{second.pk}/", {"do": "up", "on": "list"})["Location"] == path
    page = read(desk.get(path))
    assert page.index("Mend") < page.index("Call")
    desk.post(f"{path}{first.pk}/", {"do": "remove", "on": "list"})
    assert [step.text for step in ticket.checklist.all()] == ["Mend"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_wrong_steps_get_a_clear_answer(ticket, path, desk, text):
    assert (desk.post(path, {"text": text}).status_code, ticket.checklist.count()) == (422, 0)


def test_markup_is_only_text(ticket, path, desk):
    desk.post(path, {"text": "<script>alert(1)</script>"})

    assert "<script>alert(1)" not in desk.get(f"/tickets/{ticket.pk}/").content.decode()


def test_what_is_not_there_is_not_found(ticket, path, ada, carla, desk):
    step = list_step(ticket, by=ada, text="Call")
    other = make_ticket(carla)

    answers = [
        desk.post(f"/tickets/{other.pk}/checklist/{step.pk}/", {"do": "tick"}),
        desk.post(f"{path}{step.pk}/", {"do": "explode"}),
        desk.post(f"{path}{step.pk}/"),
        desk.post(f"{path}{10**30}/", {"do": "tick"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
