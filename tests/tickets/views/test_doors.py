"""Who may pass which door of the desk."""

import pytest
from django.urls import reverse

from tests.making import make_ticket

HTMX = {"HX-Request": "true"}
SHOWN = ["/tickets/", "/tickets/new/", "/tickets/{number}/", "/attachments/1/"]
POSTED = ["replies", "notes", "claim", "assignment", "properties", "closing", "reopening"]


@pytest.fixture
def doors(carla):
    number = make_ticket(carla).pk
    posted = [("post", reverse(name, urlconf="helpdesk.urls.desk", kwargs={"number": number})) for name in POSTED]
    return [*[("get", path.format(number=number)) for path in SHOWN], *posted]


def test_nobody_signed_in_is_sent_to_the_sign_in(doors, at_desk):
    browser = at_desk()

    answers = [getattr(browser, method)(path) for method, path in doors]

    assert [(a.status_code, a["Location"].split("?")[0]) for a in answers] == [(302, "/account/login/")] * len(doors)


def test_a_customers_session_is_nobodys_at_the_desk(doors, at_desk, carla):
    browser = at_desk(carla.user)

    answers = [getattr(browser, method)(path) for method, path in doors]

    assert [(a.status_code, a["Location"].split("?")[0]) for a in answers] == [(302, "/account/login/")] * len(doors)


def test_staff_who_do_not_work_on_tickets_are_refused(doors, at_desk, olga):
    browser = at_desk(olga)

    assert {getattr(browser, method)(path).status_code for method, path in doors} == {403}


def test_a_ticket_that_does_not_exist_is_not_found(acme, desk):
    found = [desk.get("/tickets/4711/"), desk.get(f"/tickets/{10**40}/"), desk.get("/attachments/4711/")]
    sent = [desk.post(reverse(name, urlconf="helpdesk.urls.desk", kwargs={"number": 4711})) for name in POSTED]

    assert {answer.status_code for answer in [*found, *sent]} == {404}


def test_what_changes_something_cannot_be_fetched(desk, carla):
    number = make_ticket(carla).pk

    answers = [desk.get(reverse(name, urlconf="helpdesk.urls.desk", kwargs={"number": number})) for name in POSTED]

    assert {answer.status_code for answer in answers} == {405}


def test_a_part_of_a_page_says_to_sign_in_again(acme, at_desk):
    answer = at_desk().get("/tickets/", headers=HTMX)

    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/")


@pytest.mark.parametrize(("who", "where"), [("ada", "/tickets/"), ("olga", "/settings/types/")])
def test_home_is_where_one_works(who, where, at_desk, request):
    assert at_desk(request.getfixturevalue(who)).get("/")["Location"] == where
