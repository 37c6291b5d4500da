"""Rules that follow answers, changes and moves; and what sets off none."""

import pytest
from django.utils import timezone

from accounts.models import Team
from notifications.models import Letter
from tests.making import make_rule, make_ticket
from tickets.actions.agreeing import Agreed
from tickets.actions.answering import answer
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.claiming import claim
from tickets.actions.closing import close, reopen
from tickets.actions.planning import plan, start
from tickets.actions.pursuing import pursue
from tickets.actions.replying import reply
from tickets.actions.taking_back import take_back
from tickets.choices import Category, Source
from tickets.mass.choices import MassKind
from tickets.mass.selections import ticked
from tickets.mass.wishes import Wish
from tickets.models import Event, MassAction, Status, Ticket

DEEDS = {
    "answered": lambda ticket, ada, carla: answer(ticket, by=carla, source=Source.PORTAL, html="<p>Still burning.</p>"),
    "replied": lambda ticket, ada, carla: reply(ticket, by=ada, html="<p>Water.</p>"),
    "status": lambda ticket, ada, carla: close(ticket, by=ada),
    "changed": lambda ticket, ada, carla: change(ticket, by=ada, version=ticket.version, is_urgent=True),
}


@pytest.mark.parametrize("when", DEEDS)
def test_a_rule_follows_what_it_waits_for_and_nothing_else(carla, ada, when):
    ticket = make_ticket(carla)
    for each in DEEDS:
        make_rule(each, ("tag", {"tags": [each]}), when=each)
    make_rule("opened", ("tag", {"tags": ["opened"]}))

    DEEDS[when](ticket, ada, carla)

    names = {tag.name for tag in ticket.tags.all()}
    along = {"replied": {"status"}, "changed": {"status"}}
    assert names == {when} | along.get(when, set())


@pytest.mark.spec("T24-38")
def test_a_status_leads_to_another_by_rule(carla, ada, history):
    done = Status.objects.get(category=Category.RESOLVED, is_default=True)
    closed = Status.objects.get(category=Category.CLOSED, is_default=True)
    make_rule("Done", ("status", {"status": closed.pk}), when="status", query=f"status={Category.RESOLVED}")
    ticket = make_ticket(carla)

    change(ticket, by=ada, version=ticket.version, status=done)

    ticket.refresh_from_db()
    assert ticket.status == closed
    assert history(ticket)[-1] == "The system (rule “Done”) closed the ticket"


def test_what_rules_do_sets_off_no_rules(carla, ada):
    make_rule("There", ("set", {"field": "is_urgent", "value": True}), when="changed", query="urgent=no")
    make_rule("Back", ("set", {"field": "is_urgent", "value": False}), when="changed", query="urgent=yes")
    ticket = make_ticket(carla)

    assign(ticket, by=ada, version=ticket.version, responsible=ada)

    ticket.refresh_from_db()
    assert (ticket.is_urgent, Event.objects.filter(ticket=ticket, data__has_key="rule").count()) == (True, 1)


def test_whoever_is_responsible_now_and_the_customer_hear_once_of_all_that_rules_changed(carla, ada, ben):
    resolved = Status.objects.get(category=Category.RESOLVED, is_default=True)
    make_rule("One", ("assign", {"user": ada.pk}), ("status", {"status": resolved.pk}), when="answered")
    make_rule("Two", ("assign", {"user": ben.pk}), when="answered")
    ticket = make_ticket(carla)
    Letter.objects.all().delete()

    answer(ticket, by=carla, source=Source.PORTAL, html="<p>Thank you.</p>")

    letters = Letter.objects.order_by("pk").values_list("template", "to_address")
    assert [*letters] == [("work_arrived", "ben@acme.example"), ("ticket_done", "carla@kunde.example")]


def test_saving_without_telling_anybody_keeps_rules_quiet_as_well(carla, max, ben, history):
    mail = ("mail", {"user": ben.pk, "subject": "Look", "html": "<p>Here.</p>"})
    make_rule("Ben", ("assign", {"user": ben.pk}), mail, ("ring", {"user": ben.pk, "text": "Look"}), when="changed")
    ticket = make_ticket(carla)
    Letter.objects.all().delete()

    change(ticket, by=max, version=ticket.version, is_urgent=True, agreed=Agreed(silent=True))

    reason = "because it was saved without telling anybody"
    assert Letter.objects.count() == 0
    assert history(ticket)[-2:] == [
        f"The system (rule “Ben”) left this out: e-mail to Ben Roth, {reason}",
        f"The system (rule “Ben”) left this out: notification to Ben Roth, {reason}",
    ]


def test_undoing_sets_off_no_rules(carla, ada):
    ticket = make_ticket(carla)
    change(ticket, by=ada, version=ticket.version, is_urgent=True, begins=False)
    make_rule("Any", ("tag", {"tags": ["again"]}), when="changed")

    take_back(Event.objects.get(data__field="is_urgent"), by=ada)

    assert [*Ticket.objects.get().tags.all()] == []


def test_a_page_that_was_open_meanwhile_is_not_outdated_by_a_rule(carla, ada):
    """What follows by itself is no choice that another's would contradict."""
    ticket = make_ticket(carla)
    seen = ticket.version
    make_rule("Urgent", ("set", {"field": "is_urgent", "value": True}), when="answered")
    answer(ticket, by=carla, source=Source.PORTAL, html="<p>Hurry.</p>")

    change(ticket, by=ada, version=seen, is_urgent=False)

    assert Ticket.objects.get().is_urgent is False


@pytest.mark.parametrize("verb", [claim, reopen])
def test_claiming_and_reopening_move_the_status_too(carla, ada, verb):
    ticket = make_ticket(carla)
    if verb is reopen:
        close(ticket, by=ada)
    make_rule("Open", ("tag", {"tags": ["open"]}), when="status", query=f"status={Category.OPEN}")

    verb(ticket, by=ada)

    assert [tag.name for tag in ticket.tags.all()] == ["open"]


@pytest.mark.spec("T24-24")
def test_rules_live_in_a_team_and_a_phase(carla, ada):
    team, other = Team.objects.create(name="Technik"), Team.objects.create(name="Office")
    make_rule("New", ("tag", {"tags": ["hello"]}), when="status", query=f"team={team.pk}&status={Category.OPEN}")
    ours, theirs = make_ticket(carla, team=team), make_ticket(carla, team=other)

    for ticket in (ours, theirs):
        change(ticket, by=ada, version=ticket.version, is_urgent=True)

    assert ([tag.name for tag in ours.tags.all()], [tag.name for tag in theirs.tags.all()]) == (["hello"], [])


@pytest.mark.spec("C-23")
def test_a_due_date_of_a_rule_gives_way_to_another_rule_but_one_by_hand_stays(carla, ada, history):
    make_rule("One", ("due", {"days": 1}))
    make_rule("Five", ("due", {"days": 5}), when="changed", query="urgent=no")
    ticket = make_ticket(carla)
    first = ticket.due_at

    change(ticket, by=ada, version=ticket.version, subject="Another")
    second = Ticket.objects.get().due_at
    by_hand = timezone.now()
    change(ticket, by=ada, version=Ticket.objects.get().version, due_at=by_hand)

    assert round((second - first).total_seconds() / 86_400) == 4
    assert Ticket.objects.get().due_at == by_hand
    assert history(ticket)[-1] == ("The system (rule “Five”) left this out: due in 5 days, because somebody set this by hand")


def test_a_mass_action_sets_off_no_rules(carla, max):
    make_rule("Any", ("tag", {"tags": ["again"]}), when="changed")
    ticket = make_ticket(carla)

    start(plan(MassKind.ASSIGN, by=max, selection=ticked([ticket.pk], by=max), wish=Wish(responsible=max)), by=max)
    pursue(MassAction.objects.get().pk)

    assert (Ticket.objects.get().responsible, [*ticket.tags.all()]) == (max, [])
