"""Own actions: a button on the ticket that carries out a rule."""

from uuid import uuid4

import pytest

from accounts.models import Team
from notifications.models import Letter
from tests.making import make_rule, make_ticket
from tickets.models import Event, Ticket

MAIL = ("mail", {"to": "requester", "subject": "A technician comes", "html": "<p>Soon.</p>"})


def page(client, ticket, rule):
    return client.get(f"/tickets/{ticket.pk}/actions/{rule.pk}/")


def press(client, ticket, rule, **more):
    said = page(client, ticket, rule).context
    return client.post(f"/tickets/{ticket.pk}/actions/{rule.pk}/", {"token": said["token"], "seen": said["seen"], **more})


@pytest.mark.spec("CP-37", "C-38")
def test_a_button_shows_what_it_does_and_does_it_in_the_name_of_who_presses_it(carla, ada, at_desk, history):
    rule = make_rule("Send technician", ("assign", {"user": "me"}), MAIL, when="by_hand")
    ticket, browser = make_ticket(carla), at_desk(ada)
    Letter.objects.all().delete()

    menu = browser.get(f"/tickets/{ticket.pk}/").content.decode()
    shown = page(browser, ticket, rule).content.decode()
    answer = press(browser, ticket, rule)

    assert f"/tickets/{ticket.pk}/actions/{rule.pk}/" in menu
    assert "carla@kunde.example" in shown
    assert "“A technician comes”" in shown
    assert answer.url == f"/tickets/{ticket.pk}/"
    assert history(Ticket.objects.get())[1:] == [
        "Ada Lovelace (own action “Send technician”) carried this out",
        "Ada Lovelace (own action “Send technician”) made Ada Lovelace responsible",
        "Ada Lovelace (own action “Send technician”) sent an e-mail to Carla Sommer",
        "Ada Lovelace changed status from New to Open",
    ]
    assert [letter.to_address for letter in Letter.objects.all()] == ["carla@kunde.example"]


def test_a_double_click_is_one(carla, ada, at_desk):
    rule = make_rule("Send technician", MAIL, when="by_hand")
    ticket, browser = make_ticket(carla), at_desk(ada)
    said = page(browser, ticket, rule).context

    for _ in range(2):
        browser.post(f"/tickets/{ticket.pk}/actions/{rule.pk}/", {"token": said["token"], "seen": said["seen"]})

    assert Letter.objects.filter(template="rule_mail").count() == 1


def test_it_is_offered_to_its_team_only(carla, ada, ben, at_desk):
    team = Team.objects.create(name="Technik")
    team.members.add(ada)
    rule, ticket = make_rule("Send technician", MAIL, when="by_hand", team=team), make_ticket(carla)

    assert [page(at_desk(user), ticket, rule).status_code for user in (ada, ben)] == [200, 404]
    assert at_desk(ben).post(f"/tickets/{ticket.pk}/actions/{rule.pk}/", {"token": uuid4()}).status_code == 404
    assert "Send technician" not in at_desk(ben).get(f"/tickets/{ticket.pk}/").content.decode()


def test_a_ticket_that_does_not_meet_its_conditions_stays_as_it_is_and_the_page_says_why(carla, ada, at_desk):
    rule, ticket = make_rule("Send technician", MAIL, when="by_hand", query="urgent=yes"), make_ticket(carla)

    answer = press(at_desk(ada), ticket, rule)

    assert (answer.status_code, "urgent" in answer.content.decode()) == (409, True)
    assert Event.objects.filter(data__has_key="rule").count() == 0


def test_nothing_is_done_if_others_would_get_mail_than_the_page_said(carla, ada, at_desk):
    rule, ticket = make_rule("Send technician", MAIL, when="by_hand"), make_ticket(carla)

    answer = press(at_desk(ada), ticket, rule, seen="somebody@else.example")

    assert (answer.status_code, "carla@kunde.example" in answer.content.decode()) == (409, True)
    assert Letter.objects.filter(template="rule_mail").count() == 0


def test_what_it_changed_can_be_undone_line_by_line(carla, ada, at_desk):
    rule = make_rule("Urgent", ("set", {"field": "is_urgent", "value": True}), when="by_hand")
    ticket = make_ticket(carla)
    press(at_desk(ada), ticket, rule)
    event = Event.objects.get(data__field="is_urgent")

    at_desk(ada).post(f"/tickets/{ticket.pk}/events/{event.pk}/undo/")

    assert Ticket.objects.get().is_urgent is False


def test_an_own_action_waits_for_nobody_but_its_button(carla, ada):
    make_rule("Urgent", ("set", {"field": "is_urgent", "value": True}), when="by_hand")

    assert make_ticket(carla).is_urgent is False
