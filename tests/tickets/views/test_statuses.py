"""Administrators name the statuses."""

import re

import pytest
from django.utils import timezone

from tests.making import make_ticket
from tickets.actions.defining import define_status
from tickets.choices import Category
from tickets.models import Status, StatusSpan

PAGE = "/settings/statuses/"
TYPED = {
    "category": "open",
    "name": "At the manufacturer",
    "portal_label": "We ordered it",
    "portal_tone": "blue",
    "is_active": "on",
}


@pytest.fixture
def browser(at_desk, max):
    return at_desk(max)


@pytest.fixture
def extra(acme) -> Status:
    return define_status(Status(category=Category.OPEN, name="At the manufacturer"), takes_over=False)


@pytest.mark.spec("BR-15", "RB-21")
def test_the_page_shows_the_seven_meanings_with_what_customers_read(browser, read):
    page = read(browser.get(PAGE))

    assert len(re.findall('<section class="card', page)) == 8
    for words in ("Nobody has begun yet", "It is put off and comes back by itself", "Answer expected", "Service (7)"):
        assert words in page


@pytest.mark.spec("BR-15", "RB-19", "RB-20")
def test_a_new_status_has_its_own_words_and_colour_for_customers(browser, read):
    answer = browser.post(f"{PAGE}new/", TYPED, follow=True)

    status = Status.objects.get(name="At the manufacturer")
    assert (status.portal_name, status.portal_colour, status.is_default) == ("We ordered it", "blue", False)
    page = read(answer)
    assert re.search('class="status status-pill" data-tone="blue" ?>.*?We ordered it', page)
    assert re.search('class="status status-pill" data-tone="open" ?>.*?At the manufacturer', page)


def test_the_built_in_word_stands_where_no_name_is(browser, read):
    status = Status.objects.get(category=Category.WAITING_CUSTOMER)

    page = read(browser.get(f"{PAGE}{status.pk}/"))

    assert 'placeholder="Waiting for customer"' in page
    assert 'placeholder="Answer expected"' in page


def test_the_form_begins_with_the_meaning_one_came_from(browser, read):
    page = read(browser.get(f"{PAGE}new/?meaning=resolved"))

    assert '<option value="resolved" selected>' in page
    assert browser.get(f"{PAGE}new/?meaning=nonsense").status_code == 200


def test_a_name_there_is_already_is_said_beside_the_field(browser, read):
    answer = browser.post(f"{PAGE}new/", TYPED | {"name": "waiting FOR customer"})

    assert answer.status_code == 422
    assert "There is a status of this name already." in read(answer)
    assert 'value="We ordered it"' in read(answer)


@pytest.mark.parametrize("wrong", [{"category": "other"}, {"portal_tone": "pink"}, {"name": "x" * 61}, {"category": ""}])
def test_wrong_input_is_refused(browser, wrong):
    assert browser.post(f"{PAGE}new/", TYPED | wrong).status_code == 422
    assert Status.objects.count() == 7


def test_the_meaning_is_fixed_once_a_ticket_has_it(browser, extra, carla):
    ticket = make_ticket(carla)
    ticket.status = extra
    ticket.save()

    browser.post(f"{PAGE}{extra.pk}/", TYPED | {"category": "closed"})

    extra.refresh_from_db()
    assert (extra.category, extra.portal_label) == ("open", "We ordered it")


def test_the_meaning_of_an_unused_one_can_be_changed(browser, extra):
    browser.post(f"{PAGE}{extra.pk}/", TYPED | {"category": "closed"})

    extra.refresh_from_db()
    assert extra.category == "closed"
    assert [status.category for status in Status.objects.all()][-2:] == ["closed", "postponed"]


def test_a_status_takes_over_what_is_reached_automatically(browser, extra):
    browser.post(f"{PAGE}{extra.pk}/", TYPED | {"takes_over": "on"})

    assert Status.objects.get(category=Category.OPEN, is_default=True) == extra


def test_the_one_that_is_reached_automatically_can_not_be_switched_off(browser, read):
    status = Status.objects.get(category=Category.OPEN)

    answer = browser.post(f"{PAGE}{status.pk}/", {"category": "open"})

    assert answer.status_code == 422
    assert "so it has to stay on" in read(answer)
    status.refresh_from_db()
    assert status.is_active


def test_what_takes_over_has_to_be_on(browser, read):
    answer = browser.post(f"{PAGE}new/", {"category": "open", "name": "Ours", "takes_over": "on"})

    assert answer.status_code == 422
    assert "What is taken automatically has to be active." in read(answer)


def test_an_unused_one_is_removed(browser, extra, read):
    assert "Remove" in read(browser.get(f"{PAGE}{extra.pk}/"))

    answer = browser.post(f"{PAGE}{extra.pk}/removal/", follow=True)

    assert "The status is removed." in read(answer)
    assert not Status.objects.filter(pk=extra.pk).exists()


def test_a_used_one_is_switched_off_instead(browser, extra, carla, read):
    ticket = make_ticket(carla)
    ticket.status = extra
    ticket.save()

    page, answer = read(browser.get(f"{PAGE}{extra.pk}/")), browser.post(f"{PAGE}{extra.pk}/removal/", follow=True)

    assert "Tickets that have it: 1. It can be switched off, not removed." in page
    assert "Tickets have this status. Switch it off instead." in read(answer)


@pytest.mark.spec("BR-19")
def test_one_that_a_ticket_had_once_is_part_of_its_time(browser, extra, carla, read):
    ticket = make_ticket(carla)
    StatusSpan.objects.create(ticket=ticket, status=extra, began_at=ticket.opened_at, ended_at=timezone.now())

    answer = browser.post(f"{PAGE}{extra.pk}/removal/", follow=True)
    browser.post(f"{PAGE}{extra.pk}/", TYPED | {"category": "waiting_customer"})

    assert "Switch it off instead." in read(answer)
    assert Status.objects.get(pk=extra.pk).category == Category.OPEN


def test_an_automatic_one_is_not_removed(browser, read):
    status = Status.objects.get(category=Category.POSTPONED)

    answer = browser.post(f"{PAGE}{status.pk}/removal/", follow=True)

    assert "Let another status of this meaning be taken automatically first." in read(answer)


def test_statuses_change_places_without_script(browser, extra):
    browser.post(f"{PAGE}{extra.pk}/place/", {"to": "up"})

    assert Status.objects.filter(category=Category.OPEN).first() == extra


@pytest.mark.spec("T24-39", "BR-2")
def test_a_set_says_what_it_would_do_and_does_it(browser, read):
    page = read(browser.get(f"{PAGE}presets/simple/"))
    assert Status.objects.count() == 7
    assert "customers read “New”" in page
    assert "Stays on: what people do leads there." in page

    browser.post(f"{PAGE}presets/simple/")

    assert [str(status) for status in Status.objects.filter(is_active=True)] == [
        "New",
        "In progress",
        "Review",
        "Completed",
        "Postponed",
    ]
    assert "There is nothing to change." in read(browser.get(f"{PAGE}presets/simple/"))
    assert browser.get(f"{PAGE}presets/unknown/").status_code == 404


@pytest.mark.parametrize("path", ["", "new/", "1/", "presets/simple/"])
def test_agents_do_not_name_statuses(at_desk, ada, path):
    assert at_desk(ada).get(PAGE + path).status_code == 403


def test_what_the_other_workspace_made_does_not_exist_here(browser, globex):
    with globex:
        theirs = define_status(Status(category=Category.OPEN, name="Theirs"), takes_over=False)

    assert browser.get(f"{PAGE}{theirs.pk}/").status_code == 404
    assert browser.post(f"{PAGE}{theirs.pk}/removal/").status_code == 404
    assert b"Theirs" not in browser.get(PAGE).content


@pytest.mark.parametrize("rows", [1, 50])
def test_many_statuses_cost_no_more(browser, rows, django_assert_num_queries):
    Status.objects.bulk_create(Status(category=Category.OPEN, name=f"No. {number}") for number in range(rows))
    browser.get(PAGE)

    with django_assert_num_queries(QUERIES):
        browser.get(PAGE)


QUERIES = 10
