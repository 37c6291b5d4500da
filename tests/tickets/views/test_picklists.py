"""Administrators edit what tickets are filed by."""

from functools import partial

import pytest
from django.test import Client

from tests.conftest import sign_in
from tests.making import make_staff, make_ticket
from tests.rushing import at_once
from tickets.forms.picklists import LISTS
from tickets.models import Category, Priority, Tag, Ticket

PAGE = "/settings/lists/"
BY_HAND = ["categories", "severities", "regions", "origins"]


@pytest.fixture
def browser(at_desk, max):
    return at_desk(max)


def names(key: str) -> list[str]:
    return [str(entry) for entry in LISTS[key].entries]


def test_the_page_leads_to_the_first_list(browser):
    assert browser.get(PAGE).url == f"{PAGE}priorities/"
    assert browser.get(f"{PAGE}unknown/").status_code == 404


@pytest.mark.spec("CP-29", "BR-15", "T24-17")
@pytest.mark.parametrize("key", BY_HAND)
def test_an_entry_is_added_renamed_and_removed(browser, read, key):
    browser.post(f"{PAGE}{key}/", {"name": "Bugs", "is_active": "on"})
    browser.post(f"{PAGE}{key}/", {"name": "Development", "is_active": "on"})
    assert names(key) == ["Bugs", "Development"]
    pk = LISTS[key].entries.get(name="Bugs").pk

    browser.post(f"{PAGE}{key}/{pk}/", {"name": "Faults", "is_active": "on"})
    browser.post(f"{PAGE}{key}/{pk}/place/", {"to": "down"})
    assert names(key) == ["Development", "Faults"]

    assert "Removed." in read(browser.post(f"{PAGE}{key}/{pk}/removal/", follow=True))
    assert names(key) == ["Development"]


@pytest.mark.spec("T24-17")
@pytest.mark.parametrize("key", LISTS)
def test_one_after_another_is_typed_and_entered(browser, read, key):
    answer = browser.post(f"{PAGE}{key}/", {"name": "Bugs", "level": "2", "is_active": "on"}, follow=True)

    after, before = (read(page).split("<main")[1].split("</main>")[0] for page in (answer, browser.get(f"{PAGE}{key}/")))
    assert (" autofocus " in after, " autofocus " in before) == (True, False)


@pytest.mark.spec("T24-18")
@pytest.mark.parametrize("key", BY_HAND)
def test_an_empty_list_says_that_its_field_is_shown_nowhere(browser, read, key):
    assert "This list is empty, so the field is shown nowhere." in read(browser.get(f"{PAGE}{key}/"))


@pytest.mark.spec("T24-18")
def test_a_list_whose_entries_are_all_off_says_so_too(browser, read):
    Category.objects.create(name="Heating", is_active=False)

    assert "Every entry is off, so this field is shown nowhere." in read(browser.get(f"{PAGE}categories/"))


@pytest.mark.spec("BR-15", "T24-17")
def test_a_priority_has_an_urgency_and_one_is_taken_when_none_is_given(browser, carla):
    browser.post(f"{PAGE}priorities/", {"level": "3", "name": "Emergency", "is_active": "on", "takes_over": "on"})

    assert names("priorities") == ["High", "Emergency", "Normal", "Low"]
    assert str(make_ticket(carla).priority) == "Emergency"
    assert Priority.objects.filter(is_default=True).count() == 1


@pytest.mark.spec("T24-18")
def test_priorities_can_all_go(browser, read, carla):
    for priority in Priority.objects.order_by("is_default"):
        browser.post(f"{PAGE}priorities/{priority.pk}/", {"level": priority.level, "name": ""})

    assert not Priority.objects.filter(is_active=True).exists()
    assert make_ticket(carla).priority is None


def test_the_priority_taken_when_none_is_given_stays_while_there_are_others(browser, read):
    normal = Priority.objects.get(is_default=True)

    answer = browser.post(f"{PAGE}priorities/{normal.pk}/", {"level": "2", "name": ""})

    assert answer.status_code == 422
    assert "Let another one be taken instead first." in read(answer)
    removal = browser.post(f"{PAGE}priorities/{normal.pk}/removal/", follow=True)
    assert "Let another one be taken when none is given first." in read(removal)


def test_the_first_priority_that_is_switched_on_again_is_taken(browser):
    Priority.objects.update(is_active=False)
    high = Priority.objects.get(level=3)

    browser.post(f"{PAGE}priorities/{high.pk}/", {"level": "3", "name": "", "is_active": "on"})

    assert Priority.objects.get(is_default=True) == high


@pytest.mark.spec("CP-29")
def test_what_tickets_have_is_switched_off_instead(browser, carla, read):
    category = Category.objects.create(name="Heating")
    make_ticket(carla, category=category)

    page = read(browser.get(f"{PAGE}categories/{category.pk}/"))
    answer = browser.post(f"{PAGE}categories/{category.pk}/removal/", follow=True)

    assert "Tickets that have it: 1. It can be switched off, not removed." in page
    assert "Tickets have it. Switch it off instead." in read(answer)
    browser.post(f"{PAGE}categories/{category.pk}/", {"name": "Heating"})
    category.refresh_from_db()
    assert (category.is_active, Ticket.objects.get().category) == (False, category)


def test_many_tickets_are_not_counted_to_the_end(browser, carla, read):
    category = Category.objects.create(name="Heating")
    one = make_ticket(carla, category=category)
    columns = {field.attname: getattr(one, field.attname) for field in Ticket._meta.concrete_fields if not field.generated}
    Ticket.objects.bulk_create(Ticket(**columns | {"id": None}) for _ in range(120))

    assert "Tickets that have it: 99+." in read(browser.get(f"{PAGE}categories/{category.pk}/"))


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("categories", {"name": "HEATING", "is_active": "on"}),
        ("categories", {"name": "", "is_active": "on"}),
        ("categories", {"name": "x" * 61}),
        ("priorities", {"level": "2", "name": "low"}),
        ("priorities", {"level": "9", "name": "Odd"}),
        ("tags", {"name": "vip"}),
        ("tags", {"name": " "}),
    ],
)
def test_wrong_input_is_refused_beside_the_field(browser, key, typed):
    Category.objects.create(name="Heating")
    Tag.objects.create(name="VIP")
    before = names(key)

    answer = browser.post(f"{PAGE}{key}/", typed)

    assert (answer.status_code, names(key)) == (422, before)
    assert b"field-error" in answer.content


def test_of_two_administrators_at_once_one_is_told_that_it_is_there(hall):
    """Both may have looked before either wrote: then only the database knows."""
    with hall:
        browsers = []
        for who in ("max", "mia"):
            browsers.append(Client(SERVER_NAME=f"{hall.schema_name}.localhost"))
            user = make_staff(f"{who}@hall.example", name=who, role="administrator")
            sign_in(browsers[-1], user)
    codes = []

    def add(browser: Client) -> None:
        codes.append(browser.post(f"{PAGE}categories/", {"name": "Heating", "is_active": "on"}).status_code)

    at_once(*(partial(add, browser) for browser in browsers))

    with hall:
        assert (sorted(codes), names("categories")) == ([302, 422], ["Heating"])


@pytest.mark.spec("T24-17")
def test_a_tag_is_renamed_united_and_removed(browser, carla, read):
    browser.post(f"{PAGE}tags/", {"name": "Bug"})
    browser.post(f"{PAGE}tags/", {"name": "Defect"})
    bug, defect = Tag.objects.all()
    ticket = make_ticket(carla)
    ticket.tags.add(defect)

    browser.post(f"{PAGE}tags/{bug.pk}/", {"name": "bug"})
    assert names("tags") == ["bug", "Defect"]
    refused = browser.post(f"{PAGE}tags/{defect.pk}/", {"name": "BUG"})
    assert (refused.status_code, "There is this tag already." in read(refused)) == (422, True)
    browser.post(f"{PAGE}tags/{defect.pk}/", {"name": "BUG", "unites": "on"})

    assert list(ticket.tags.all()) == [bug]
    assert "They lose it when you remove it." in read(browser.get(f"{PAGE}tags/{bug.pk}/"))
    browser.post(f"{PAGE}tags/{bug.pk}/removal/")
    assert list(ticket.tags.all()) == []


def test_of_many_tags_some_are_shown_and_the_others_found(browser, read):
    Tag.objects.bulk_create(Tag(name=f"Tag {number:03}") for number in range(201))

    assert "There are more. Search for the others." in read(browser.get(f"{PAGE}tags/"))
    assert "Tag 200" in read(browser.get(f"{PAGE}tags/?q=200"))
    assert "Nothing found" in read(browser.get(f"{PAGE}tags/?q=nothing"))


@pytest.mark.parametrize("path", ["", "categories/", "tags/1/", "categories/1/removal/"])
def test_agents_do_not_edit_lists(at_desk, ada, path):
    assert at_desk(ada).post(PAGE + path).status_code in (403, 405)


def test_entries_of_the_other_workspace_do_not_exist_here(browser, globex):
    with globex:
        theirs = Category.objects.create(name="Theirs")

    assert browser.get(f"{PAGE}categories/{theirs.pk}/").status_code == 404
    assert browser.post(f"{PAGE}categories/{theirs.pk}/removal/").status_code == 404
    assert b"Theirs" not in browser.get(f"{PAGE}categories/").content


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("key", ["categories", "tags"])
def test_long_lists_cost_no_more(browser, key, rows, django_assert_num_queries):
    model = LISTS[key].model
    model.objects.bulk_create(model(name=f"No. {number}") for number in range(rows))
    browser.get(f"{PAGE}{key}/")

    with django_assert_num_queries(QUERIES):
        browser.get(f"{PAGE}{key}/")


QUERIES = 10
