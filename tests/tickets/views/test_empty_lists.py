"""A list without active entries shows its field nowhere."""

import pytest

from tenants.divisions.models import Division
from tests.making import make_ticket
from tickets.models import Category, Mailbox, Priority, Region


@pytest.mark.spec("T24-18")
def test_a_field_appears_on_tickets_with_the_first_entry_of_its_list_and_goes_with_the_last(at_desk, max, carla):
    browser = at_desk(max)
    ticket = make_ticket(carla)

    def is_shown() -> bool:
        return b'name="region"' in browser.get(f"/tickets/{ticket.pk}/").content

    before = is_shown()
    browser.post("/settings/lists/regions/", {"name": "Europe", "is_active": "on"})
    then = is_shown()
    browser.post(f"/settings/lists/regions/{Region.objects.get().pk}/", {"name": "Europe"})

    assert (before, then, is_shown()) == (False, True, False)


@pytest.mark.spec("T24-18")
def test_customers_are_not_asked_for_what_has_no_entries(at_desk, at_portal, max, carla):
    portal = at_portal(carla.user)

    before = b'name="category"' in portal.get("/tickets/new/").content
    at_desk(max).post("/settings/lists/categories/", {"name": "Heating", "is_active": "on"})

    assert (before, b'name="category"' in portal.get("/tickets/new/").content) == (False, True)


@pytest.mark.spec("T24-18")
def test_nobody_filters_by_what_has_no_entries(at_desk, ada):
    desk = at_desk(ada)
    before = b"filter=category" in desk.get("/tickets/").content
    Category.objects.create(name="Heating")
    then = b"filter=category" in desk.get("/tickets/").content
    Priority.objects.update(is_active=False)

    assert (before, then, b"filter=priority" in desk.get("/tickets/").content) == (False, True, False)


def test_whoever_can_connect_a_mailbox_is_led_there_from_an_empty_queue_until_there_is_one(at_desk, max, ada):
    told = b"E-mails become tickets as soon as you connect your support address."
    boss = at_desk(max)

    pages = [boss.get("/tickets/").content, boss.get("/tickets/?q=nothing").content, at_desk(ada).get("/tickets/").content]
    Mailbox.objects.create(name="S", address="s@acme.example", division=Division.objects.get(), host="127.0.0.1", username="s")

    assert [told in page for page in [*pages, boss.get("/tickets/").content]] == [True, False, False, False]
    assert b'href="/settings/mailboxes/new/"' in pages[0]
