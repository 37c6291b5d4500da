"""Administrators say what staff and customers may do with each field of a type."""

import pytest

from tickets.actions.inventing import invent
from tickets.choices import Access, FieldKind
from tickets.fields import fields_of
from tickets.models import CustomField, TicketType, TypeField


@pytest.fixture
def browser(at_desk, max):
    return at_desk(max)


@pytest.fixture
def meter(acme) -> CustomField:
    return invent(CustomField(name="Meter reading", kind=FieldKind.NUMBER))


@pytest.fixture
def fault(meter) -> TicketType:
    return TicketType.objects.create(name="Fault")


def address(type_: TicketType) -> str:
    return f"/settings/types/{type_.pk}/fields/"


def typed(type_: TicketType, **changes: str) -> dict[str, str]:
    """The page as it is, but for some choices: `severity__portal="write"`."""
    rules = fields_of(type_)
    usual = {f"{rule.key}-{who}": str(getattr(rule, who)) for rule in rules for who in ("staff", "portal")}
    return usual | {name.replace("__", "-"): value for name, value in changes.items()}


def access(type_: TicketType, key: str) -> tuple[Access, Access]:
    rule = next(rule for rule in fields_of(type_) if rule.key == key)
    return rule.staff, rule.portal


def test_every_field_has_a_choice_for_staff_and_for_customers(browser, fault, read):
    page = read(browser.get(address(fault)))

    for rule in fields_of(fault):
        assert f'aria-label="{rule.label}: staff"' in page
        assert f'aria-label="{rule.label}: customers"' in page
    assert "Meter reading" in page


@pytest.mark.spec("RB-7")
def test_only_what_differs_is_kept(browser, fault, meter):
    answer = browser.post(address(fault), typed(fault, severity__portal="write", priority__staff="required"))

    assert answer.status_code == 302
    assert sorted(TypeField.objects.values_list("builtin", "staff", "portal")) == [
        ("priority", "required", "hidden"),
        ("severity", "write", "write"),
    ]
    assert access(TicketType.objects.get(is_default=True), "severity") == (Access.WRITE, Access.HIDDEN)


def test_a_custom_field_is_ruled_like_any_other(browser, fault, meter):
    browser.post(address(fault), typed(fault, **{f"{meter.key}__portal": "required"}))

    assert access(fault, meter.key) == (Access.WRITE, Access.REQUIRED)
    assert TypeField.objects.get().custom == meter


def test_what_is_chosen_back_is_kept_no_more(browser, fault):
    browser.post(address(fault), typed(fault, severity__portal="write"))
    browser.post(address(fault), typed(fault, severity__portal="hidden"))

    assert TypeField.objects.count() == 0


def test_all_fields_can_be_as_usual_again(browser, fault, meter):
    browser.post(address(fault), typed(fault, severity__portal="write", **{f"{meter.key}__staff": "hidden"}))
    assert TypeField.objects.count() == 2

    browser.post(address(fault), {"usual": "1"})

    assert TypeField.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"origin__portal": "write"}, {"report__portal": "required"}, {"tags__staff": "everything"}])
def test_what_customers_never_decide_is_refused(browser, fault, wrong):
    answer = browser.post(address(fault), typed(fault, **wrong))

    assert (answer.status_code, TypeField.objects.count()) == (422, 0)


def test_half_a_page_changes_nothing(browser, fault, read):
    answer = browser.post(address(fault), {"priority-staff": "hidden"})

    assert (answer.status_code, TypeField.objects.count()) == (422, 0)
    assert "Some fields have changed meanwhile." in read(answer)


@pytest.mark.parametrize("rows", [1, 50])
def test_many_fields_cost_no_more(browser, fault, rows, django_assert_num_queries):
    CustomField.objects.bulk_create(CustomField(name=f"No. {number}", kind="text") for number in range(rows))
    browser.get(address(fault))

    with django_assert_num_queries(QUERIES):
        browser.get(address(fault))


QUERIES = 13
