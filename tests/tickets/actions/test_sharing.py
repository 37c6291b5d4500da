"""Access to one ticket is granted and taken back (RB-4)."""

import pytest

from customers.models import Organisation
from notifications.models import Letter
from tests.making import make_customer, make_ticket
from tickets.actions.copying import copy
from tickets.actions.inviting import invite
from tickets.actions.merging import merge
from tickets.actions.replying import reply
from tickets.actions.sharing import share
from tickets.choices import Sharing
from tickets.models import Ticket, TicketType, TypeRelease
from tickets.wording import sentence_of


@pytest.fixture
def kunde(carla):
    carla.organisation = Organisation.objects.create(name="Kunde", reach="own")
    carla.save()
    return carla.organisation


@pytest.fixture
def cem(kunde):
    """Carla's colleague."""
    return make_customer("cem@kunde.example", name="Cem Colleague", organisation=kunde)


def seen_by(contact):
    return list(Ticket.objects.visible_to(type(contact.user).objects.get(pk=contact.user.pk)))


@pytest.mark.spec("RB-4", "C-12")
def test_granted_the_whole_organisation_sees_it_and_taken_back_nobody(carla, cem, sam, ada):
    ticket = make_ticket(carla)
    before = [seen_by(person) for person in (carla, cem, sam)]

    share(ticket, Sharing.GRANTED, by=ada)
    granted = [seen_by(person) for person in (carla, cem, sam)]
    share(ticket, Sharing.REVOKED, by=ada)
    revoked = [seen_by(person) for person in (carla, cem, sam)]
    share(ticket, Sharing.USUAL, by=ada)

    assert before == [[ticket], [], []]
    assert granted == [[ticket], [ticket], []]
    assert revoked == [[], [], []]
    assert [seen_by(person) for person in (carla, cem, sam)] == before


@pytest.mark.spec("RB-4")
def test_the_history_says_who_did_it_once(carla, ada, kunde):
    ticket = make_ticket(carla)

    for _ in range(2):
        share(ticket, Sharing.REVOKED, by=ada)

    [event] = ticket.events.filter(verb="changed")
    ticket.refresh_from_db()
    assert (ticket.sharing, event.actor, event.before, event.after) == (
        "revoked",
        ada,
        "As the organisation's settings say",
        "No customer",
    )
    assert "who sees it in the portal" in sentence_of(event)


@pytest.mark.spec("BL-13", "RB-4")
def test_granting_does_not_release_the_type(carla, cem, kunde, ada):
    ticket = make_ticket(carla)
    TypeRelease.objects.create(organisation=kunde, type=TicketType.objects.create(name="Other"), release="see")
    Organisation.objects.update(chooses_types=True)

    share(ticket, Sharing.GRANTED, by=ada)

    assert [seen_by(person) for person in (carla, cem)] == [[], []]


@pytest.mark.spec("RB-4", "C-12")
def test_customers_get_no_mail_of_what_was_taken_back_from_them(carla, ada, kunde):
    ticket = make_ticket(carla)
    invite(ticket, by=ada, addresses=["else@kunde.example"])
    Letter.objects.all().delete()
    share(ticket, Sharing.REVOKED, by=ada)

    reply(ticket, by=ada, html="<p>Secret</p>")
    silent = [letter.to_address for letter in Letter.objects.all()]
    share(ticket, Sharing.USUAL, by=ada)
    reply(ticket, by=ada, html="<p>Open</p>")

    assert (silent, sorted(letter.to_address for letter in Letter.objects.all())) == (
        [],
        ["carla@kunde.example", "else@kunde.example"],
    )


@pytest.mark.spec("C-12", "BL-13")
def test_a_letter_leads_to_the_portal_only_where_they_get_in(carla, ada, kunde):
    ticket = make_ticket(carla)
    address = f"/tickets/{ticket.pk}/"
    Letter.objects.all().delete()

    reply(ticket, by=ada, html="<p>One</p>")
    Organisation.objects.update(chooses_types=True)
    reply(ticket, by=ada, html="<p>Two</p>")

    assert [address in letter.text for letter in Letter.objects.order_by("pk")] == [True, False]


@pytest.mark.spec("RB-4")
def test_what_comes_of_it_is_as_hidden(carla, ada, kunde):
    ticket, host = make_ticket(carla), make_ticket(carla)
    share(ticket, Sharing.REVOKED, by=ada)

    copied = copy(ticket, by=ada, subject="Again", parts=[], html="<p>x</p>")
    merge(ticket, into=host, by=ada)

    host.refresh_from_db()
    copied.refresh_from_db()
    assert (copied.sharing, host.sharing, seen_by(carla)) == ("revoked", "revoked", [])


@pytest.mark.spec("RB-4")
def test_staff_grant_and_take_back_on_a_page_of_the_ticket(carla, ada, kunde, at_desk):
    ticket = make_ticket(carla)
    browser, address = at_desk(ada), f"/tickets/{ticket.pk}/sharing/"

    page = browser.get(address).content.decode()
    wrong = browser.post(address, {"sharing": "everybody"})
    right = browser.post(address, {"sharing": "revoked"})

    ticket.refresh_from_db()
    assert ("Their own tickets" in page, wrong.status_code) == (True, 422)
    assert (right.status_code, right["Location"], ticket.sharing) == (302, f"/tickets/{ticket.pk}/", "revoked")
    assert "access to this ticket was taken back" in browser.get(f"/tickets/{ticket.pk}/").content.decode()
    assert at_desk(carla.user).get(address).status_code == 302
