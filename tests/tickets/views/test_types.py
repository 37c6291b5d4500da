"""Administrators say what kinds of concerns there are."""

from functools import partial

import pytest
from django.test import Client

from accounts.models import Team
from tests.conftest import sign_in
from tests.making import make_staff, make_ticket
from tests.rushing import at_once
from tickets.choices import TypeKind
from tickets.forms.types import ICONS
from tickets.models import TicketType, Transition

PAGE = "/settings/types/"
TYPED = {
    "name": "Fault",
    "kind": "normal",
    "description": "Something is broken.",
    "icon": "wrench",
    "colour": "red",
    "is_active": "on",
    "reopen_days": "14",
    "opens_when_claimed": "on",
    "reopens_when_answered": "on",
    "closes_from_anywhere": "on",
}


@pytest.fixture
def browser(at_desk, max):
    return at_desk(max)


@pytest.fixture
def fault(acme) -> TicketType:
    return TicketType.objects.create(name="Fault", position=5)


def test_the_page_shows_the_type_every_workspace_starts_with(browser, read):
    page = read(browser.get(PAGE))

    assert "As long as there is one type, nobody is asked for it." in page
    assert "Request" in page


def test_every_icon_to_choose_is_drawn(settings):
    drawn = (settings.BASE_DIR / "static" / "icons.svg").read_text()

    assert [name for name, _label in ICONS if f'<symbol id="{name}"' not in drawn] == []
    assert len(ICONS) == 24


def test_a_type_is_made_with_everything_it_says(browser):
    team = Team.objects.create(name="Technicians")

    answer = browser.post(f"{PAGE}new/", TYPED | {"team": team.pk, "needs_report": "on"})

    made = TicketType.objects.get(name="Fault")
    assert answer.url == f"{PAGE}{made.pk}/"
    assert (made.description, made.icon, made.colour, made.team) == ("Something is broken.", "wrench", "red", team)
    assert (made.opens_when_claimed, made.needs_solution, made.needs_report) == (True, False, True)
    assert [str(each) for each in TicketType.objects.all()] == ["Request", "Fault"]


@pytest.mark.spec("BL-46")
@pytest.mark.parametrize("kind", TypeKind)
def test_a_type_has_a_kind(browser, kind):
    browser.post(f"{PAGE}new/", TYPED | {"kind": kind})

    assert TicketType.objects.get(name="Fault").kind == kind


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "request"},
        {"kind": "other"},
        {"icon": "nonsense"},
        {"colour": "pink"},
        {"team": "999"},
        {"reopen_days": "-1"},
        {"reopen_days": "3651"},
        {"kind": "document", "is_open_to_customers": "on"},
        {"is_active": "", "takes_over": "on"},
    ],
)
def test_wrong_input_is_refused_beside_the_field(browser, wrong):
    answer = browser.post(f"{PAGE}new/", TYPED | wrong)

    assert (answer.status_code, TicketType.objects.count()) == (422, 1)
    assert b"field-error" in answer.content


def test_the_first_type_keeps_its_word_until_it_is_renamed(browser):
    first = TicketType.objects.get()

    browser.post(f"{PAGE}{first.pk}/", TYPED | {"name": ""})
    assert str(TicketType.objects.get()) == "Request"
    browser.post(f"{PAGE}{first.pk}/", TYPED | {"name": "Concern"})

    assert str(TicketType.objects.get()) == "Concern"


def test_a_type_takes_over_and_new_tickets_are_of_it(browser, fault, carla):
    browser.post(f"{PAGE}{fault.pk}/", TYPED | {"takes_over": "on"})

    assert list(TicketType.objects.filter(is_default=True)) == [fault]
    assert make_ticket(carla).type == fault


def test_the_default_stays_on(browser):
    first = TicketType.objects.get()

    browser.post(f"{PAGE}{first.pk}/", {name: value for name, value in TYPED.items() if name != "is_active"})

    first.refresh_from_db()
    assert first.is_active


def test_two_administrators_at_once_leave_one_default(hall):
    with hall:
        types = [TicketType.objects.create(name=name) for name in ("Hers", "His")]
        browsers = []
        for who in ("max", "mia"):
            browsers.append(Client(SERVER_NAME=f"{hall.schema_name}.localhost"))
            user = make_staff(f"{who}@hall.example", name=who, role="administrator")
            sign_in(browsers[-1], user)

    def take(browser: Client, type_: TicketType) -> None:
        browser.post(f"{PAGE}{type_.pk}/", TYPED | {"name": type_.name, "takes_over": "on"})

    at_once(*(partial(take, browser, type_) for browser, type_ in zip(browsers, types, strict=True)))

    with hall:
        assert TicketType.objects.filter(is_default=True).count() == 1


def test_a_type_without_tickets_is_removed_with_its_workflow(browser, fault, read):
    assert "Remove" in read(browser.get(f"{PAGE}{fault.pk}/"))

    answer = browser.post(f"{PAGE}{fault.pk}/removal/", follow=True)

    assert "The type is removed." in read(answer)
    assert (TicketType.objects.count(), Transition.objects.count()) == (1, 0)


def test_a_type_with_tickets_is_switched_off_instead(browser, fault, carla, read):
    ticket = make_ticket(carla)
    ticket.type = fault
    ticket.save()

    assert "Tickets that have it: 1." in read(browser.get(f"{PAGE}{fault.pk}/"))
    answer = browser.post(f"{PAGE}{fault.pk}/removal/", follow=True)

    assert "There are tickets of this type. Switch it off instead." in read(answer)


def test_the_default_is_not_removed(browser, read):
    answer = browser.post(f"{PAGE}{TicketType.objects.get().pk}/removal/", follow=True)

    assert "Let another type be taken when none is given first." in read(answer)


def test_types_change_places(browser, fault):
    browser.post(f"{PAGE}{fault.pk}/place/", {"to": "up"})

    assert TicketType.objects.first() == fault


@pytest.mark.parametrize("path", ["", "new/", "1/", "1/workflow/", "1/fields/"])
def test_agents_do_not_make_types(at_desk, ada, path):
    assert at_desk(ada).get(PAGE + path).status_code == 403


def test_types_of_the_other_workspace_do_not_exist_here(browser, globex):
    with globex:
        theirs = TicketType.objects.create(name="Theirs")

    paths = ["", "workflow/", "fields/"]
    assert [browser.get(f"{PAGE}{theirs.pk}/{path}").status_code for path in paths] == [404, 404, 404]
    assert b"Theirs" not in browser.get(PAGE).content


@pytest.mark.parametrize("rows", [1, 50])
def test_many_types_cost_no_more(browser, rows, django_assert_num_queries):
    TicketType.objects.bulk_create(TicketType(name=f"No. {number}") for number in range(rows))
    browser.get(PAGE)

    with django_assert_num_queries(QUERIES):
        browser.get(PAGE)


QUERIES = 10
