"""The pages of mass actions, as somebody reads them who works on tickets."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse

from lists.models import View
from tests.making import make_ticket
from tests.tickets.mass.conftest import work
from tickets.actions.changing import change
from tickets.actions.planning import start
from tickets.mass.foresight import foresee
from tickets.models import MassAction, Ticket

NEW, LIST = "/tickets/mass-actions/new/", "/tickets/mass-actions/"
QUERIES = {"new": 10, "plan": 16, "show": 13, "index": 9}


@pytest.fixture
def desk(at_desk, ada):
    return at_desk(ada)


@pytest.fixture
def read() -> Callable[[HttpResponse], str]:
    """Without tags and the many blanks of templates."""
    return lambda answer: " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.spec("C-37", "C-26", "CP-12")
def test_from_the_queue_to_the_way_back(desk, ada, ben, tickets, closed, read):
    change(tickets[0], by=ben, version=99, status=closed)
    queue = desk.get("/tickets/").content.decode()
    form = read(desk.get(NEW, {"tickets": [ticket.pk for ticket in tickets], "kind": "status"}))
    page = desk.post(NEW, {"tickets": [ticket.pk for ticket in tickets], "kind": "status", "status": closed.pk})["Location"]
    plan = desk.get(page)
    action = MassAction.objects.get()

    assert f'action="{NEW}"' in queue
    assert "With 12 chosen tickets. Nothing happens before you have seen what would happen." in form
    assert "11 e-mails would be sent, to 1 recipients." in read(plan)
    assert all(words in read(plan) for words in ("Would change 11", "No change needed 1", "Change 11 tickets"))
    assert f'name="told" value="{foresee(action, by=ada).told}"' in plan.content.decode()

    start(action, by=ada)
    assert "Waits for its turn" in read(desk.get(page))
    work(action)
    done = read(desk.get(page))
    assert all(words in done for words in ("Undo all of it", "Undoing notifies nobody; the history of each ticket says so."))
    desk.post(f"{page}undo/")
    work(action)
    assert "Undone" in read(desk.get(page))
    assert "Set the status" in read(desk.get(LIST))


def test_all_of_a_list_is_what_the_list_shows(desk, ada, tickets, read):
    """Also where the list comes from a view that somebody changes meanwhile."""
    Ticket.objects.filter(pk__in=[tickets[0].pk, tickets[1].pk]).update(is_urgent=True)
    queue = desk.get("/tickets/?queue=open&urgent=yes").content.decode()
    address = unescape(re.search(r'name="list" value="([^"]*)"', queue)[1])
    page = desk.post(NEW, {"all": "1", "list": address, "kind": "tag", "tags": "Winter"})["Location"]

    assert MassAction.objects.get().numbers == [tickets[0].pk, tickets[1].pk]
    assert "Change 2 tickets" in read(desk.get(page))


def test_a_view_leads_to_its_tickets(desk, ada, tickets):
    Ticket.objects.filter(pk=tickets[3].pk).update(is_urgent=True)
    view = View.objects.create(list="tickets", name="Urgent", owner=ada, query="queue=open&urgent=yes")

    desk.post(NEW, {"all": "1", "list": f"?view={view.pk}", "kind": "delete"})

    action = MassAction.objects.get()
    assert (action.numbers, "urgent=yes" in action.query, "view" in action.query) == ([tickets[3].pk], True, False)


def test_merging_begins_with_the_oldest(desk, tickets):
    page = desk.get(NEW, {"tickets": [tickets[2].pk, tickets[1].pk], "kind": "merge"}).content.decode()

    assert f'value="#{tickets[1].pk}"' in page


@pytest.mark.parametrize("count", [1, 50])
def test_pages_cost_the_same_for_one_and_for_many(desk, carla, closed, count, django_assert_num_queries):
    keys = [make_ticket(carla, acknowledge=False).pk for _each in range(count)]
    page = desk.post(NEW, {"tickets": keys, "kind": "status", "status": closed.pk})["Location"]
    action = MassAction.objects.get()

    with django_assert_num_queries(QUERIES["new"]):
        desk.get(NEW, {"tickets": keys, "kind": "status"})
    with django_assert_num_queries(QUERIES["plan"]):
        desk.get(page)
    start(action, by=action.by)
    work(action)
    with django_assert_num_queries(QUERIES["show"]):
        desk.get(f"{page}?state=changed")
    with django_assert_num_queries(QUERIES["index"]):
        desk.get(LIST)
