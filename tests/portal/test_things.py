"""Objects and articles as customers see them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Article, Asset, Organisation
from tenants.divisions.models import Division
from tests.making import make_customer, make_ticket
from tickets.actions.closing import close
from tickets.models import LineItem, Ticket, TicketType, TypeField

NEW = "/tickets/new/"
TITLE = re.compile(r'class="list-title"\s+href="([^"]+)">([^<]+)<')


@pytest.fixture
def lift(carla):
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    return Asset.objects.create(name="Lift <1>", number="A-17", address="Ring 23", organisation=carla.organisation)


@pytest.fixture
def browser(carla, at_portal):
    return at_portal(carla.user)


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.spec("RB-5", "RB-16", "BL-17")
def test_a_customer_opens_an_object_and_sees_what_it_is_and_what_was_asked_about_it(lift, carla, ada, browser):
    done = close(make_ticket(carla, subject="Door stuck", assets=[lift]), by=ada)
    todo = make_ticket(carla, subject="Light out", assets=[lift])
    make_ticket(carla, subject="Something else")
    colleague = make_customer("cem@kunde.example", name="Cem Colleague", organisation=carla.organisation)
    theirs = make_ticket(colleague, subject="Of Cem", assets=[lift])

    html = page(browser, f"/assets/{lift.pk}/")

    assert [words in html for words in ("Lift &lt;1&gt;", "A-17", "Ring 23")] == [True] * 3
    found = [(theirs, "Of Cem"), (todo, "Light out"), (done, "Door stuck")]
    assert TITLE.findall(html) == [(f"/tickets/{ticket.pk}/", subject) for ticket, subject in found]


@pytest.mark.spec("RB-5")
def test_a_ticket_that_begins_at_an_object_is_about_it(lift, carla, browser):
    Asset.objects.create(name="Lift 2", organisation=carla.organisation)
    [address] = re.findall(rf'href="({NEW}\?asset={lift.pk})"', page(browser, f"/assets/{lift.pk}/"))

    form = page(browser, address)
    browser.post(address, {"subject": "Stands", "assets": lift.pk, "about": lift.pk})

    assert re.findall(r'name="assets"[^>]*value="(\d+)"[^>]*checked', form) == [str(lift.pk)]
    assert form.count('name="assets"') == 2
    assert list(Ticket.objects.get().assets.all()) == [lift]


@pytest.mark.spec("RB-5")
def test_it_is_linked_also_where_the_type_asks_customers_for_no_object(lift, carla, browser):
    asks = TicketType.objects.get()
    quiet = TicketType.objects.create(name="Quiet", is_open_to_customers=True)
    TypeField.objects.create(type=quiet, builtin="assets", staff="write", portal="hidden")

    switched = browser.post(f"{NEW}?asset={lift.pk}", {"subject": "Stands", "other_type": quiet.pk, "about": lift.pk})
    browser.post(NEW, {"subject": "Stands", "type": quiet.pk, "about": lift.pk})
    browser.post(NEW, {"subject": "Not about it after all", "type": asks.pk, "about": lift.pk})

    assert "It is about “Lift &lt;1&gt;”." in switched.content.decode()
    assert [list(ticket.assets.all()) for ticket in Ticket.objects.order_by("pk")] == [[lift], []]


def test_nobody_begins_at_an_object_of_others(lift, sam, at_portal):
    stranger = at_portal(sam.user)

    form = page(stranger, f"{NEW}?asset={lift.pk}")
    for pk in (str(lift.pk), "x", "9" * 40, "-1"):
        assert stranger.post(NEW, {"subject": f"Mine {pk}", "about": pk}).status_code == 302

    assert "Lift" not in form
    assert [list(ticket.assets.all()) for ticket in Ticket.objects.all()] == [[]] * 4


@pytest.mark.spec("RB-16")
def test_the_ticket_leads_to_its_contact_objects_and_articles(lift, carla, browser):
    foreign = Asset.objects.create(name="Reactor", organisation=Organisation.objects.create(name="Fremd"))
    ticket = make_ticket(carla, assets=[lift, foreign])
    fuse = Article.objects.create(name="Fuse 16 A", number="F-16", unit="pcs")
    LineItem.objects.create(ticket=ticket, article=fuse, quantity=2)
    TypeField.objects.create(type=ticket.type, builtin="articles", staff="write", portal="read")

    html = page(browser, f"/tickets/{ticket.pk}/")
    article = page(browser, f"/articles/{fuse.pk}/")

    assert re.search(r'<a href="/account/">\s*Carla Sommer\s*</a>, Kunde', html)
    assert TITLE.findall(html) == [(f"/assets/{lift.pk}/", "Lift &lt;1&gt;"), (f"/articles/{fuse.pk}/", "Fuse 16 A")]
    assert "Reactor" in html
    assert ("F-16" in article, TITLE.findall(article)) == (True, [(f"/tickets/{ticket.pk}/", "Printer on fire")])


@pytest.mark.spec("RB-16")
def test_what_the_type_hides_leads_nowhere(lift, carla, browser):
    ticket = make_ticket(carla, assets=[lift])
    fuse = Article.objects.create(name="Fuse 16 A")
    LineItem.objects.create(ticket=ticket, article=fuse)
    TypeField.objects.create(type=ticket.type, builtin="assets", staff="write", portal="hidden")

    html = page(browser, f"/tickets/{ticket.pk}/")

    assert ("Lift" in html, "Fuse" in html) == (False, False)
    assert TITLE.findall(page(browser, f"/assets/{lift.pk}/")) == []
    assert browser.get(f"/articles/{fuse.pk}/").status_code == 404


def test_strangers_find_neither_object_nor_article(lift, carla, sam, at_portal):
    ticket = make_ticket(carla, assets=[lift])
    fuse = Article.objects.create(name="Fuse 16 A")
    LineItem.objects.create(ticket=ticket, article=fuse)
    TypeField.objects.create(type=ticket.type, builtin="articles", staff="write", portal="read")
    addresses = [f"/assets/{lift.pk}/", f"/articles/{fuse.pk}/", f"/assets/{'9' * 30}/", f"/articles/{'9' * 30}/"]

    assert [at_portal(sam.user).get(address).status_code for address in addresses] == [404] * 4


@pytest.mark.spec("RB-16")
def test_objects_are_found_from_every_page_with_what_is_open_about_each(lift, carla, sam, browser, at_portal):
    make_ticket(carla, assets=[lift])
    Asset.objects.create(name="Boiler", organisation=carla.organisation)
    Asset.objects.create(name="Reactor", organisation=Organisation.objects.create(name="Fremd"))

    html = page(browser, "/assets/")

    assert re.findall(r'href="/assets/"[^>]*>My objects', page(browser, "/")) == ['href="/assets/">My objects']
    assert "My objects" not in page(at_portal(sam.user), "/")
    assert [name for _, name in TITLE.findall(html)] == ["Boiler", "Lift &lt;1&gt;"]
    assert html.count("One open ticket") == 1
    assert [name for _, name in TITLE.findall(page(browser, "/assets/?q=a-17"))] == ["Lift &lt;1&gt;"]
    assert "None of your objects is called" in page(browser, "/assets/?q=reactor")


@pytest.mark.spec("RB-16")
def test_where_the_portal_is_off_no_menu_leads_to_objects(lift, browser):
    Division.objects.update(has_portal=False)

    off = browser.get("/assets/")

    assert (off.status_code, "My objects" in off.content.decode()) == (404, False)


def test_the_pages_need_as_many_queries_for_1_as_for_50(lift, carla, browser):
    def queries():
        counts = []
        for address in ("/assets/", f"/assets/{lift.pk}/"):
            with CaptureQueriesContext(connection) as counted:
                browser.get(address)
            counts.append(len(counted))
        return counts

    make_ticket(carla, assets=[lift])
    queries()
    few = queries()
    for number in range(49):
        make_ticket(carla, assets=[Asset.objects.create(name=f"Lift {number}", organisation=carla.organisation), lift])

    assert queries() == few
