"""Administrators tick which status may follow which."""

import itertools

import pytest

from tests.making import make_ticket
from tickets.actions.adopting import adopt
from tickets.actions.routing import allow_only
from tickets.choices import Category
from tickets.models import Status, TicketType, Transition
from tickets.particulars import particulars_of
from tickets.status_presets import PRESETS


@pytest.fixture
def browser(at_desk, max):
    return at_desk(max)


@pytest.fixture
def request_type(acme) -> TicketType:
    TicketType.objects.update(closes_from_anywhere=False)
    return TicketType.objects.get()


def address(type_: TicketType) -> str:
    return f"/settings/types/{type_.pk}/workflow/"


def of(*categories: Category) -> str:
    before, after = (Status.objects.get(category=category, is_default=True).pk for category in categories)
    return f"{before}-{after}"


def ticked(page: str) -> int:
    return page.count(" checked>")


def test_without_a_workflow_everything_is_ticked(browser, request_type, read):
    page = read(browser.get(address(request_type)))

    assert "Every change is allowed now." in page
    assert ticked(page) == 7 * 6


def test_only_what_is_ticked_is_offered_on_a_ticket(browser, request_type, carla):
    moves = [of(Category.NEW, Category.OPEN), of(Category.NEW, Category.WAITING_CUSTOMER)]

    browser.post(address(request_type), {"moves": moves})

    ticket = make_ticket(carla)
    assert ticket.type.has_workflow
    assert [status.category for status in particulars_of(ticket).statuses] == ["new", "open", "waiting_customer"]


def test_saving_twice_is_saving_once(browser, request_type, read):
    for _ in range(2):
        browser.post(address(request_type), {"moves": [of(Category.NEW, Category.OPEN)]})

    assert Transition.objects.count() == 1
    assert ticked(read(browser.get(address(request_type)))) == 1


def test_everything_can_be_allowed_again_and_the_ticks_wait(browser, request_type, carla):
    browser.post(address(request_type), {"moves": [of(Category.NEW, Category.OPEN)]})

    browser.post(address(request_type), {"all": "1"})

    assert len(particulars_of(make_ticket(carla)).statuses) == 7
    assert Transition.objects.count() == 1


def test_the_usual_steps_are_ticked_and_not_saved(browser, request_type, read):
    page = read(browser.get(f"{address(request_type)}?suggest=1"))

    assert "Nothing is saved yet." in page
    assert ticked(page) == 14
    assert Transition.objects.count() == 0


@pytest.mark.spec("BR-2")
def test_the_usual_steps_of_report_and_answer_lead_through_all_five(browser, request_type, read):
    adopt(PRESETS["report-and-answer"])
    steps = [Status.objects.get(name=name).pk for name in ("Open", "In progress", "Report", "Answer")]
    steps.append(Status.objects.get(category=Category.CLOSED).pk)

    page = read(browser.get(f"{address(request_type)}?suggest=1"))

    for before, after in itertools.pairwise(steps):
        assert f'value="{before}-{after}" checked' in page


@pytest.mark.spec("T24-39")
def test_the_usual_steps_of_simple_end_without_a_resolved_one(browser, request_type, read):
    adopt(PRESETS["simple"])
    review, done = (Status.objects.get(name=name).pk for name in ("Review", "Completed"))

    assert f'value="{review}-{done}" checked' in read(browser.get(f"{address(request_type)}?suggest=1"))


def test_a_status_that_is_off_has_a_way_out_while_tickets_have_it(browser, request_type, carla, read):
    make_ticket(carla)
    adopt(PRESETS["report-and-answer"])

    page = read(browser.get(address(request_type)))

    assert '<th scope="row">New <span class="badge"' in page
    assert '<th scope="row">Waiting internally' not in page


@pytest.mark.parametrize("moves", ["1-1", "1-999", "nonsense", "1"])
def test_wrong_changes_are_refused(browser, request_type, moves, read):
    answer = browser.post(address(request_type), {"moves": [moves]})

    assert answer.status_code == 422
    assert "Please look again and save once more." in read(answer)
    assert Transition.objects.count() == 0


def test_the_grid_can_be_heard(browser, request_type, read):
    page = read(browser.get(address(request_type)))

    assert '<caption class="sr-only">Which status may follow which</caption>' in page
    assert '<th scope="col">Waiting for customer</th>' in page
    assert '<th scope="row">Waiting for customer</th>' in page
    assert "<span>Waiting for customer</span></label>" in page


@pytest.mark.parametrize("rows", [1, 50])
def test_many_statuses_cost_no_more(browser, request_type, rows, django_assert_num_queries):
    Status.objects.bulk_create(Status(category=Category.OPEN, name=f"No. {number}") for number in range(rows))
    statuses = list(Status.objects.values_list("pk", flat=True))
    allow_only(request_type, itertools.pairwise(statuses))
    browser.get(address(request_type))

    with django_assert_num_queries(QUERIES):
        browser.get(address(request_type))


QUERIES = 13
