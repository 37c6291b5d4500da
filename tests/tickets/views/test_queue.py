"""The queue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Team
from notifications import bell
from tests.making import make_contact, make_ticket
from tickets.actions.claiming import claim
from tickets.actions.closing import close
from tickets.actions.replying import reply
from tickets.models import Category, Priority, Ticket

HTMX = {"HX-Request": "true"}


def shown(answer):
    return [ticket.subject for ticket in answer.context["page"].rows]


@pytest.fixture
def three(carla, ada, ben):
    """Hers waits for the customer, Ben's is closed, one is nobody's."""
    hers, bens, _free = (make_ticket(carla, subject=subject) for subject in ("Hers", "Bens", "Free"))
    claim(hers, by=ada)
    reply(hers, by=ada, html="<p>When?</p>")
    claim(bens, by=ben)
    close(bens, by=ben)


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", ["Hers", "Free"]),
        ("?queue=mine", ["Hers"]),
        ("?queue=unassigned", ["Free"]),
        ("?queue=waiting", ["Hers"]),
        ("?queue=closed", ["Bens"]),
        ("?closed=1", ["Bens", "Hers", "Free"]),
        ("?status=closed", ["Bens"]),
        ("?status=closed&status=new", ["Bens", "Free"]),
        ("?q=bens&closed=1", ["Bens"]),
        ("?q=When", ["Hers"]),
        ("?queue=team-99999", ["Hers", "Free"]),
        ("?queue=nonsense&sort=nonsense&status=nonsense&team=x&responsible=-1&after=x", ["Hers", "Free"]),
        ("?q=%00&queue=team-%C2%B2", ["Hers", "Free"]),
    ],
)
def test_a_queue_holds_what_was_asked_for(three, desk, query, subjects):
    answer = desk.get(f"/tickets/{query}")

    assert (answer.status_code, sorted(shown(answer))) == (200, sorted(subjects))


def test_a_number_finds_its_ticket(three, desk):
    free = Ticket.objects.get(subject="Free")

    assert shown(desk.get(f"/tickets/?q=%23{free.pk}")) == ["Free"]


def test_a_team_has_a_queue_in_the_rail_of_its_members(desk, ada, carla, read):
    team = Team.objects.create(name="Lifts")
    team.members.add(ada)
    make_ticket(carla, subject="Stuck", team=team)
    make_ticket(carla, subject="Other")

    answer = desk.get(f"/tickets/?queue=team-{team.pk}")

    assert shown(answer) == ["Stuck"]
    assert [(link.label, link.count) for link in answer.context["rail"] if link.is_current] == [("Lifts", "1")]


def test_filters_narrow_the_queue(desk, carla, kai, ada):
    lift = Category.objects.create(name="Lift")
    high = Priority.objects.get(level=3)
    wanted = make_ticket(kai, subject="Wanted", category=lift, priority=high, responsible=ada)
    make_ticket(carla, subject="Other")

    queries = [
        f"category={lift.pk}",
        f"priority={high.pk}",
        f"responsible={ada.pk}",
        f"requester={kai.pk}",
        "status=new&q=Wanted",
    ]

    assert [shown(desk.get(f"/tickets/?{query}")) for query in queries] == [[wanted.subject]] * 5


def test_a_filter_can_be_taken_off_again(desk, carla):
    lift = Category.objects.create(name="Lift")

    [chip] = desk.get(f"/tickets/?queue=open&category={lift.pk}&after=x").context["chips"]

    assert (chip.label, chip.value, chip.remove) == ("Category", "Lift", "?queue=open")


def test_the_order_is_chosen(desk, carla):
    low, high = Priority.objects.get(level=1), Priority.objects.get(level=3)
    now = timezone.now()
    for subject, priority, due, active in [("A", low, 3, 1), ("B", high, None, 3), ("C", None, 1, 2)]:
        ticket = make_ticket(carla, subject=subject)
        Ticket.objects.filter(pk=ticket.pk).update(
            priority=priority, due_at=due and now + timedelta(days=due), last_activity_at=now - timedelta(hours=active)
        )

    sorts = ("activity", "due", "priority", "number", "oldest")
    orders = {sort: "".join(shown(desk.get(f"/tickets/?sort={sort}&density=compact"))) for sort in sorts}

    assert orders == {"activity": "ACB", "due": "CAB", "priority": "BAC", "number": "CBA", "oldest": "ABC"}


def test_every_order_is_turned_a_page_at_a_time(desk, carla):
    make_sixty(carla)

    for sort in ("activity", "due", "priority", "number", "oldest"):
        first = desk.get(f"/tickets/?sort={sort}&density=compact")
        second = desk.get(f"/tickets/{first.context['page'].older}")
        back = desk.get(f"/tickets/{second.context['page'].newer}&x=")

        assert len(set(shown(first) + shown(second))) == 60
        assert shown(second)
        assert shown(back) == shown(first)


def make_sixty(requester):
    like = make_ticket(requester, subject="0")
    same = {"type": like.type, "status": like.status, "division": like.division, "requester": requester, "source": "mail"}
    Ticket.objects.bulk_create(
        Ticket(subject=str(number), due_at=None if number % 3 else timezone.now(), priority_id=None if number % 2 else 1, **same)
        for number in range(1, 60)
    )


def test_htmx_gets_the_list_alone_and_nothing_when_nothing_changed(desk, carla):
    make_ticket(carla)
    first = desk.get("/tickets/", headers=HTMX)

    second = desk.get("/tickets/", headers={**HTMX, "If-None-Match": first["ETag"]})

    assert b"<html" not in first.content
    assert first["Vary"].startswith("HX-Request")
    assert second.status_code == 304


def test_what_the_bell_rang_about_is_marked_as_unread(desk, ada, carla, read):
    ticket = make_ticket(carla)
    bell.ring(ada, text="New", link="/", topic=ticket.topic)

    assert "is-unread" in read(desk.get("/tickets/"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "No open tickets"),
        ("?queue=mine", "Nothing is waiting for you"),
        ("?queue=unassigned", "Everything is assigned"),
        ("?queue=closed", "Nothing closed yet"),
        ("?q=unicorn", "Nothing found for “unicorn”"),
    ],
)
def test_an_empty_queue_says_what_to_do_next(desk, read, query, words):
    assert words in read(desk.get(f"/tickets/{query}"))


def test_counting_stops_at_a_hundred(desk, carla):
    first = make_ticket(carla)
    same = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject=str(number), **same) for number in range(120))

    counts = {str(link.label): link.count for link in desk.get("/tickets/").context["rail"]}

    assert (counts["Unassigned"], counts["Mine"], counts["Closed"]) == ("99+", None, None)


def test_the_queue_asks_as_often_with_one_as_with_fifty(desk, ada, carla, django_assert_num_queries):
    team = Team.objects.create(name="Lifts")
    team.members.add(ada)
    first = claim(make_ticket(carla, team=team, priority=Priority.objects.first()), by=ada)
    desk.get("/tickets/?density=compact")
    asked = count(desk, "/tickets/?density=compact")
    others = [make_contact(f"p{number}@kunde.example", name=f"P {number}") for number in range(49)]
    columns = {field.attname: getattr(first, field.attname) for field in Ticket._meta.concrete_fields}
    Ticket.objects.bulk_create(Ticket(**columns | {"id": None, "requester_id": other.pk}) for other in others)

    with django_assert_num_queries(asked):
        page = desk.get("/tickets/?density=compact").context["page"]
    assert len(page.rows) == 50


def count(desk, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        desk.get(path)
    return len(asked)
