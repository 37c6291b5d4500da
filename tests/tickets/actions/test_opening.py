"""Tickets are opened, whatever door they come through."""

import pytest

from accounts.models import Team
from customers.models import Asset
from notifications.models import Letter, Ring
from tenants.divisions.models import Division
from tests.making import make_staff, make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.opening import open_ticket
from tickets.choices import Category, Source
from tickets.models import Priority


@pytest.mark.spec("CP-41")
def test_the_customer_hears_that_we_have_it(carla):
    ticket = make_ticket(carla, subject="Printer on fire", acknowledge=True)

    [letter] = Letter.objects.all()
    assert letter.to_address == "carla@kunde.example"
    assert letter.subject == f"Re: Printer on fire [#{ticket.pk}]"
    assert f"It has the number #{ticket.pk}" in letter.text
    assert f"http://portal.acme.localhost:8000/tickets/{ticket.pk}/" in letter.html


def test_a_new_ticket_is_new_normal_and_nobodys(carla):
    ticket = make_ticket(carla)

    assert (ticket.status.category, ticket.priority, ticket.responsible, ticket.team, ticket.version) == (
        Category.NEW,
        Priority.objects.get(is_default=True),
        None,
        None,
        1,
    )
    [event] = ticket.events.all()
    assert (event.verb, event.contact, event.message) == ("opened", carla, ticket.messages.get())


def test_foreign_html_is_cleaned_whatever_the_door(carla):
    ticket = open_ticket(
        requester=carla, subject="Hi", html="<p onclick='x()'>Hallo<script>alert(1)</script></p>", source=Source.MAIL
    )

    assert ticket.messages.get().html == "<p>Hallo</p>"


@pytest.mark.spec("CP-53")
def test_every_member_of_the_responsible_team_is_told_of_a_new_ticket(carla, ada, ben):
    team = Team.objects.create(name="Technik")
    team.members.set([ada, ben])

    ticket = make_ticket(carla, team=team)

    told = Letter.objects.filter(template="work_arrived").order_by("to_address")
    assert [letter.to_address for letter in told] == ["ada@acme.example", "ben@acme.example"]
    assert told[0].subject == f"Yours: #{ticket.pk} Printer on fire"
    assert [ring.text for ring in Ring.objects.filter(user=ada)] == [f"#{ticket.pk} is yours: Printer on fire"]


@pytest.mark.spec("CP-53")
def test_a_new_portal_ticket_goes_to_the_team_that_takes_new_ones(carla, ada):
    intake = Team.objects.create(name="Empfang", takes_new=True)
    intake.members.add(ada)

    ticket = make_ticket(carla)

    assert ticket.team == intake
    assert Letter.objects.get(template="work_arrived").to_address == "ada@acme.example"


def test_who_left_is_told_nothing(carla, ada):
    team = Team.objects.create(name="Technik")
    team.members.set([ada, make_staff("gone@acme.example", name="Gone")])
    team.members.filter(email="gone@acme.example").update(is_active=False)

    make_ticket(carla, team=team)

    assert [letter.to_address for letter in Letter.objects.filter(template="work_arrived")] == ["ada@acme.example"]


@pytest.mark.spec("CP-51")
def test_files_can_come_with_the_first_message(carla):
    ticket = make_ticket(carla, attachments=[Upload(name="../../photo.png", content=b"\x89PNG\r\n\x1a\n" + b"0" * 50)])

    [file] = ticket.messages.get().attachments.all()
    assert (file.name, file.content_type, file.size) == ("photo.png", "image/png", 58)
    with file.file.open() as kept:
        assert kept.read(8) == b"\x89PNG\r\n\x1a\n"


def test_an_inline_picture_is_shown_from_our_own_address(carla):
    picture = Upload(name="logo.png", content=b"\x89PNG\r\n\x1a\n" + b"0" * 50, content_id="logo@x", is_inline=True)

    ticket = open_ticket(
        requester=carla, subject="Bild", html='<p>Hier: <img src="cid:logo@x"></p>', source=Source.MAIL, attachments=[picture]
    )

    message = ticket.messages.get()
    assert message.html == f'<p>Hier: <img alt="" src="/attachments/{message.attachments.get().pk}/"></p>'


@pytest.mark.spec("C-10")
def test_the_primary_object_says_which_division_it_concerns(carla):
    heating = Division.objects.create(name="Heating")
    boiler, lift = Asset.objects.create(name="Boiler", division=heating), Asset.objects.create(name="Lift")

    tickets = [make_ticket(carla, assets=assets) for assets in ([boiler, lift], [lift, boiler], [])]

    assert [ticket.division.name for ticket in tickets] == ["Heating", "Acme Facility", "Acme Facility"]
