"""Rules act when a ticket comes in, before anybody hears of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Team
from notifications.models import Letter, Ring
from tests.making import make_rule, make_ticket
from tickets.models import Category, Tag, TicketType


@pytest.mark.spec("T24-25", "T24-26", "T24-29", "C-21")
def test_a_tag_decides_who_is_responsible_and_the_history_says_by_which_rule(carla, max, ben, history):
    Tag.objects.create(name="Bugs"), Tag.objects.create(name="Development")
    make_rule("Bugs", ("assign", {"user": max.pk}), query="tags=Bugs")
    make_rule("Development", ("assign", {"user": ben.pk}), query="tags=Development")

    bug = make_ticket(carla, values={"tags": ["bugs"]})
    feature = make_ticket(carla, values={"tags": ["Development"]})
    other = make_ticket(carla)

    assert (bug.responsible, feature.responsible, other.responsible) == (max, ben, None)
    assert history(bug) == [
        "Carla Sommer opened the ticket in the portal",
        "The system (rule “Bugs”) made Max Keller responsible",
    ]


@pytest.mark.spec("T24-20")
def test_the_type_decides_who_is_responsible(carla, max):
    bugs = TicketType.objects.create(name="Bugs")
    make_rule("Bugs", ("assign", {"user": max.pk}), query=f"type={bugs.pk}")

    assert (make_ticket(carla, type=bugs).responsible, make_ticket(carla).responsible) == (max, None)


@pytest.mark.spec("CP-53")
def test_whoever_a_rule_makes_responsible_gets_one_letter_and_the_team_before_gets_none(carla, ada, ben):
    team = Team.objects.create(name="Technik", takes_new=True)
    team.members.add(ben)
    make_rule("First", ("assign", {"team": team.pk}))
    make_rule("Ada", ("assign", {"user": ada.pk}))

    ticket = make_ticket(carla)

    letters = Letter.objects.filter(template="work_arrived").values_list("to_address", flat=True)
    assert (ticket.responsible, ticket.team, [*letters]) == (ada, None, ["ada@acme.example"])
    assert [ring.user for ring in Ring.objects.all()] == [ada]


def test_a_rule_asks_for_all_that_a_list_can_be_asked_by(carla, ada):
    heating, lift = Category.objects.create(name="Heating"), Category.objects.create(name="Lift")
    make_rule(
        "Either", ("assign", {"user": ada.pk}), query=f"category={heating.pk}&or-subject=stuck&or-not-category={heating.pk}"
    )

    warm = make_ticket(carla, subject="It is cold", category=heating)
    stuck = make_ticket(carla, subject="The lift is STUCK", category=lift)
    plain = make_ticket(carla, subject="The lift is loud", category=lift)

    assert [ticket.responsible for ticket in (warm, stuck, plain)] == [ada, ada, None]


def test_a_rule_that_is_not_understood_any_more_is_for_no_ticket(carla, ada):
    """Leaving the filter out, as lists do, would give her everything."""
    make_rule("Gone", ("assign", {"user": ada.pk}), query="custom_99=1")
    make_rule("Strange", ("assign", {"user": ada.pk}), query="status=nonsense")

    assert make_ticket(carla).responsible is None


def test_rules_that_are_switched_off_do_nothing(carla, ada):
    rule = make_rule("Off", ("assign", {"user": ada.pk}))
    rule.is_active = False
    rule.save()

    assert make_ticket(carla).responsible is None


def test_rules_act_in_their_order_and_one_can_be_the_last(carla, ada, ben):
    make_rule("First", ("assign", {"user": ada.pk}))
    make_rule("Last", ("assign", {"user": ben.pk}), goes_on=False)
    make_rule("Never", ("tag", {"tags": ["late"]}))

    ticket = make_ticket(carla)

    assert (ticket.responsible, [*ticket.tags.all()]) == (ben, [])


@pytest.mark.spec("T24-15")
def test_what_lands_at_a_team_is_its_receivers_unless_they_left(carla, ada, ben, history):
    team = Team.objects.create(name="Technik", takes_new=True, receiver=ada)
    team.members.add(ben)

    first = make_ticket(carla)
    ada.is_active = False
    ada.save()
    second = make_ticket(carla)

    assert (first.responsible, first.team) == (ada, None)
    assert history(first)[1:] == ["The system made Ada Lovelace responsible"]
    assert (second.responsible, second.team) == (None, team)
    letters = Letter.objects.filter(template="work_arrived").order_by("pk").values_list("to_address", flat=True)
    assert [*letters] == ["ada@acme.example", "ben@acme.example"]


@pytest.mark.spec("C-23")
def test_what_staff_chose_no_rule_changes_and_the_history_says_so(carla, ada, ben, history):
    make_rule("Ben", ("assign", {"user": ben.pk}), ("due", {"days": 1}))
    due = timezone.now() + timedelta(days=9)

    ticket = make_ticket(carla, by=ada, responsible=ada, values={"due_at": due})

    assert (ticket.responsible, ticket.due_at) == (ada, due)
    assert history(ticket)[1:] == [
        "The system (rule “Ben”) left this out: responsible becomes Ben Roth, because somebody set this by hand",
        "The system (rule “Ben”) left this out: due in 1 day, because somebody set this by hand",
    ]


def test_a_rule_whose_target_has_gone_is_left_out_and_the_ticket_is_opened(carla, ada, ben, history):
    category = Category.objects.create(name="Lift")
    deeds = [("assign", {"user": ben.pk}), ("set", {"field": "category", "value": category.pk}), ("tag", {"tags": ["new"]})]
    make_rule("Lift", *deeds)
    ben.is_active, category.is_active = False, False
    ben.save(), category.save()

    ticket = make_ticket(carla)

    assert (ticket.responsible, ticket.category, [str(tag) for tag in ticket.tags.all()]) == (None, None, ["new"])
    assert history(ticket)[1:3] == [
        "The system (rule “Lift”) left this out: responsible becomes Ben Roth, because this person no longer works on tickets",
        "The system (rule “Lift”) left this out: Category becomes Lift, because it no longer exists, or is switched off",
    ]


def test_opening_asks_as_much_with_fifty_rules_as_with_one_and_without_any_as_before(carla, ada):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            make_ticket(carla)
        return len(asked)

    queries()
    none = queries()
    make_rule("First", ("assign", {"user": ada.pk}), query="responsible=none&not-source=mail&subject=lift&or-urgent=yes")
    one = queries()
    for number in range(49):
        make_rule(f"Rule {number}", ("tag", {"tags": ["x"]}), query=f"subject=word{number}&or-said=word{number}")

    assert (one - none, queries() - one) == (2, 0)
