"""A workspace takes over the statuses it knows from elsewhere."""

import pytest
from django.utils import translation

from tests.making import make_ticket
from tickets.actions.adopting import adopt, outcomes
from tickets.actions.closing import close
from tickets.actions.moving import NotAllowed
from tickets.actions.replying import reply
from tickets.actions.routing import allow_only
from tickets.choices import Category
from tickets.models import Status, Ticket, TicketType
from tickets.status_presets import PRESETS


def active() -> list[tuple[str, str]]:
    return [(str(status), status.category) for status in Status.objects.filter(is_active=True)]


@pytest.mark.spec("RB-21")
def test_a_workspace_starts_with_service(acme):
    assert [one.is_change for one in outcomes(PRESETS["service"])] == [False] * 7


@pytest.mark.spec("BR-2")
def test_report_and_answer_has_its_five_steps_and_what_putting_off_needs(acme):
    adopt(PRESETS["report-and-answer"])

    assert active() == [
        ("Open", "new"),
        ("In progress", "open"),
        ("Report", "open"),
        ("Answer", "resolved"),
        ("Closed", "closed"),
        ("Postponed", "postponed"),
    ]


@pytest.mark.spec("T24-39", "T24-51", "T24-57")
def test_simple_has_four_phases_that_customers_read_as_well(acme):
    adopt(PRESETS["simple"])

    shown = Status.objects.filter(is_active=True)
    assert [(str(status), status.portal_name) for status in shown] == [
        ("New", "New"),
        ("In progress", "In progress"),
        ("Review", "Review"),
        ("Completed", "Completed"),
        ("Postponed", "Postponed"),
    ]


@pytest.mark.parametrize("key", PRESETS)
def test_twice_changes_nothing_in_whatever_language(acme, key):
    with translation.override("de"):
        adopt(PRESETS[key])
    once = list(Status.objects.order_by("pk").values())

    adopt(PRESETS[key])

    assert list(Status.objects.order_by("pk").values()) == once
    assert [one for one in outcomes(PRESETS[key]) if one.is_change] == []


def test_there_and_back_is_where_we_were(acme):
    before = list(Status.objects.values("pk", "name", "portal_label", "is_active", "is_default"))

    adopt(PRESETS["simple"])
    adopt(PRESETS["report-and-answer"])
    adopt(PRESETS["service"])

    left = Status.objects.filter(is_active=True).values("pk", "name", "portal_label", "is_active", "is_default")
    assert list(left) == before


def test_words_that_somebody_typed_for_customers_stay(acme):
    Status.objects.filter(category=Category.NEW).update(portal_label="Eingegangen")

    adopt(PRESETS["simple"])

    assert Status.objects.get(category=Category.NEW).portal_name == "Eingegangen"


def test_tickets_keep_a_status_that_is_switched_off(carla, ada):
    ticket = make_ticket(carla)
    reply(ticket, by=ada, html="<p>Which printer?</p>")

    adopt(PRESETS["simple"])

    ticket.refresh_from_db()
    assert (ticket.status.category, ticket.status.is_active) == (Category.WAITING_CUSTOMER, False)


@pytest.mark.spec("T24-39", "T24-51")
def test_a_meaning_that_is_off_gives_way(carla, ada):
    adopt(PRESETS["simple"])
    ticket = make_ticket(carla)

    reply(ticket, by=ada, html="<p>Which printer?</p>")
    ticket.refresh_from_db()

    assert str(ticket.status) == "In progress"
    assert str(close(ticket, by=ada).status) == "Completed"


@pytest.mark.spec("T24-38", "C-07")
@pytest.mark.parametrize("phase", ["New", "In progress", "Review"])
def test_done_is_completed_from_every_phase_unless_the_type_says_otherwise(carla, ada, phase):
    adopt(PRESETS["simple"])
    tickets = [make_ticket(carla) for _each in range(2)]
    [here] = [status for status in Status.objects.filter(is_active=True) if str(status) == phase]
    Ticket.objects.update(status=here)
    allow_only(tickets[0].type, [])

    done = close(tickets[0], by=ada)
    TicketType.objects.update(closes_from_anywhere=False)

    assert str(done.status) == "Completed"
    with pytest.raises(NotAllowed):
        close(tickets[1], by=ada)


def test_every_meaning_keeps_exactly_one_that_rules_find(acme):
    for key in PRESETS:
        adopt(PRESETS[key])

        found = sorted(Status.objects.filter(is_default=True).values_list("category", flat=True))
        assert found == sorted(Category.values)
