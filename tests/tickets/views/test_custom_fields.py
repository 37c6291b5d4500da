"""Administrators invent fields."""

import pytest

from tests.making import make_ticket
from tickets.actions.inventing import invent, offer
from tickets.choices import FieldKind
from tickets.models import CustomField, CustomOption, Ticket

PAGE = "/settings/fields/"
TYPED = {"name": "Meter reading", "kind": "number", "help": "In kWh.", "staff": "write", "portal": "read", "is_active": "on"}


@pytest.fixture
def browser(at_desk, max):
    return at_desk(max)


@pytest.fixture
def colour(acme) -> CustomField:
    return invent(CustomField(name="Colour", kind=FieldKind.CHOICE), options=["Red", "Green", "Blue"])


def options(field: CustomField) -> list[tuple[str, bool]]:
    return [(option.name, option.is_active) for option in field.options.all()]


def fill_in(carla, field: CustomField, value: object) -> Ticket:
    ticket = make_ticket(carla)
    Ticket.objects.filter(pk=ticket.pk).update(custom={str(field.pk): value})
    return ticket


def test_a_desk_without_custom_fields_reads_what_they_are_for(browser, read):
    assert "No custom fields yet" in read(browser.get(PAGE))


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind not in ("choice", "choices")])
def test_a_field_of_any_kind_is_made(browser, kind):
    answer = browser.post(f"{PAGE}new/", TYPED | {"kind": kind})

    field = CustomField.objects.get()
    assert answer.url == f"{PAGE}{field.pk}/"
    assert (field.name, field.kind, field.help, field.portal, field.is_listed) == (
        "Meter reading",
        kind,
        "In kWh.",
        "read",
        False,
    )


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_a_choice_is_made_with_its_options(browser, read, kind):
    answer = browser.post(f"{PAGE}new/", TYPED | {"kind": kind, "options": "Red\r\n\r\n Green \r\nred"}, follow=True)

    assert options(CustomField.objects.get()) == [("red", True), ("Green", True)]
    assert "What can be chosen" in read(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "colour"},
        {"kind": "picture"},
        {"kind": "choice"},
        {"kind": "choice", "options": "x" * 61},
        {"kind": "user", "portal": "write"},
        {"kind": "contact", "portal": "required"},
        {"staff": "everything"},
    ],
)
def test_wrong_input_is_refused_beside_the_field(browser, colour, wrong):
    answer = browser.post(f"{PAGE}new/", TYPED | wrong)

    assert (answer.status_code, CustomField.objects.count()) == (422, 1)
    assert b"field-error" in answer.content


def test_the_kind_is_fixed(browser, colour):
    browser.post(f"{PAGE}{colour.pk}/", TYPED | {"name": "Paint"})

    colour.refresh_from_db()
    assert (colour.name, colour.kind) == ("Paint", "choice")


def test_options_are_added_several_at_once(browser, colour, read):
    CustomOption.objects.filter(name="Blue").update(is_active=False)

    answer = browser.post(f"{PAGE}{colour.pk}/options/", {"names": "green\nBlue\nYellow"}, follow=True)

    assert "1 option added." in read(answer)
    assert options(colour) == [("Red", True), ("Green", True), ("Blue", True), ("Yellow", True)]
    assert browser.post(f"{PAGE}{colour.pk}/options/", {"names": " "}).status_code == 422


def test_options_belong_to_choices_only(browser):
    text = invent(CustomField(name="Note", kind=FieldKind.TEXT))

    assert browser.post(f"{PAGE}{text.pk}/options/", {"names": "Red"}).status_code == 404


def test_an_option_is_renamed_moved_and_switched_off(browser, colour):
    red = colour.options.get(name="Red")

    browser.post(f"{PAGE}{colour.pk}/options/{red.pk}/", {"name": "Scarlet"})
    browser.post(f"{PAGE}{colour.pk}/options/{red.pk}/place/", {"to": "down"})

    assert options(colour) == [("Green", True), ("Scarlet", False), ("Blue", True)]
    assert browser.post(f"{PAGE}{colour.pk}/options/{red.pk}/", {"name": "BLUE"}).status_code == 422


def test_an_option_of_another_field_is_not_found_below_this_one(browser, colour):
    other = invent(CustomField(name="Size", kind=FieldKind.CHOICE), options=["Small"])

    assert browser.get(f"{PAGE}{colour.pk}/options/{other.options.get().pk}/").status_code == 404


@pytest.mark.parametrize("several", [False, True])
def test_what_was_chosen_is_switched_off_instead(browser, carla, colour, read, several):
    red, green, _blue = colour.options.all()
    fill_in(carla, colour, [red.pk] if several else red.pk)

    page = read(browser.get(f"{PAGE}{colour.pk}/options/{red.pk}/"))
    answer = browser.post(f"{PAGE}{colour.pk}/options/{red.pk}/removal/", follow=True)
    browser.post(f"{PAGE}{colour.pk}/options/{green.pk}/removal/")

    assert "Tickets that have it: 1. It can be switched off, not removed." in page
    assert "Tickets have it. Switch it off instead." in read(answer)
    assert options(colour) == [("Red", True), ("Blue", True)]


def test_a_field_that_was_filled_in_is_switched_off_instead(browser, carla, colour, read):
    fill_in(carla, colour, colour.options.first().pk)

    answer = browser.post(f"{PAGE}{colour.pk}/removal/", follow=True)

    assert "Tickets have filled it in. Switch it off instead." in read(answer)
    browser.post(f"{PAGE}{colour.pk}/", {"name": "Colour", "staff": "write", "portal": "hidden"})
    colour.refresh_from_db()
    assert not colour.is_active


def test_a_field_that_nobody_filled_in_goes_with_its_options(browser, colour):
    browser.post(f"{PAGE}{colour.pk}/removal/")

    assert (CustomField.objects.count(), CustomOption.objects.count()) == (0, 0)


def test_fields_change_places(browser, colour):
    size = invent(CustomField(name="Size", kind=FieldKind.TEXT))

    browser.post(f"{PAGE}{size.pk}/place/", {"to": "up"})

    assert list(CustomField.objects.all()) == [size, colour]


def test_options_are_offered_once(colour):
    assert offer(colour, ["Red", "Yellow", "yellow"]) == 1


@pytest.mark.parametrize("path", ["", "new/", "1/", "1/options/1/"])
def test_agents_do_not_invent_fields(at_desk, ada, path):
    assert at_desk(ada).get(PAGE + path).status_code == 403


def test_fields_of_the_other_workspace_do_not_exist_here(browser, globex):
    with globex:
        theirs = invent(CustomField(name="Theirs", kind=FieldKind.CHOICE), options=["A"])
        option = theirs.options.get()

    paths = [f"{theirs.pk}/", f"{theirs.pk}/options/{option.pk}/"]
    assert [browser.get(PAGE + path).status_code for path in paths] == [404, 404]
    assert browser.post(f"{PAGE}{theirs.pk}/removal/").status_code == 404
    assert b"Theirs" not in browser.get(PAGE).content


@pytest.mark.parametrize("rows", [1, 50])
def test_many_fields_and_options_cost_no_more(browser, rows, django_assert_num_queries):
    names = [f"No. {number}" for number in range(rows)]
    fields = [invent(CustomField(name=name, kind=FieldKind.CHOICE), options=["A"]) for name in names]
    offer(fields[0], names)
    browser.get(PAGE)

    with django_assert_num_queries(QUERIES):
        browser.get(f"{PAGE}{fields[0].pk}/")


QUERIES = 14
