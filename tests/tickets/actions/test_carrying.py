"""What two merged customers have follows in stretches, once, whoever dies meanwhile; and goes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from customers.choices import Reach
from customers.models import Contact, ContactMerger, ContactStretch, Organisation, OrganisationMerger
from customers.welcoming import welcome
from tenants.locks import alone
from tests.making import make_contact, make_customer, make_ticket
from tickets.actions import carrying
from tickets.actions.carrying import carry, neglected
from tickets.actions.inviting import invite
from tickets.actions.joining import StillUnderWay, join, part
from tickets.actions.replying import reply
from tickets.mail.thread import takes_part
from tickets.models import Event, Message, Participant, Ticket


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(carrying, "STRETCH", 2)


@pytest.fixture
def eva(acme):
    return make_contact("eva@linde.example", name="Eva Baum")


@pytest.fixture
def twin(acme):
    return make_customer("eva.baum@web.example", name="E. Baum")


@pytest.fixture
def tickets(twin, eva, ada):
    made = [make_ticket(twin) for _each in range(5)]
    invite(make_ticket(eva), by=ada, addresses=[twin.email])
    return made


def kept(contact):
    return {name: getattr(contact, name) for name in ("name", "email", "phone", "organisation_id", "language")}


@pytest.fixture
def merger(twin, eva, ada, tickets):
    return join(twin, into=eva, values=kept(eva), by=ada)


def owners():
    return list(Ticket.objects.order_by("pk").values_list("requester__name", flat=True))


@pytest.mark.spec("CP-12")
def test_two_are_one_at_once_and_what_they_have_follows_the_latest_first(merger, eva, twin, tickets, ada):
    assert (merger.is_under_way, merger.done, merger.total) == (True, 2, 11)
    assert owners() == ["E. Baum"] * 3 + ["Eva Baum"] * 3
    assert welcome(twin.email) == eva

    assert carry("contact", merger.pk) is False

    merger.refresh_from_db()
    assert (merger.is_under_way, merger.done, merger.total) == (False, 11, 11)
    assert (set(owners()), set(Message.objects.values_list("contact", flat=True))) == ({"Eva Baum"}, {eva.pk})
    assert not Participant.objects.exists()
    assert Event.objects.filter(data__field="requester").count() == 5


@pytest.mark.spec("CP-12")
def test_undone_in_the_middle_only_what_followed_goes_back(merger, eva, twin, ada, tickets):
    carry("contact", merger.pk, seconds=0)
    new = make_ticket(welcome(twin.email))

    merger = part(merger, by=ada)

    assert (merger.is_under_way, merger.done, merger.total) == (True, 2, 4)
    carry("contact", merger.pk)
    assert owners() == ["E. Baum"] * 5 + ["Eva Baum"] * 2
    assert Ticket.objects.get(pk=new.pk).requester == eva
    assert Event.objects.filter(data__field="requester").count() == 8
    assert not ContactStretch.objects.exists()
    assert [(each.contact, each.level) for each in Participant.objects.all()] == [(twin, "all")]


def test_it_is_picked_up_by_others_and_done_once(merger):
    with alone(f"merger:contact:{merger.pk}"):
        assert carry("contact", merger.pk) is False
    assert neglected() == []
    ContactMerger.objects.update(woken_at=timezone.now() - timedelta(minutes=1))

    assert [neglected(), neglected()] == [[("contact", merger.pk)], []]
    assert carry("contact", merger.pk, seconds=0) is True
    assert carry("contact", merger.pk) is False
    assert carry("contact", merger.pk) is False
    assert Event.objects.filter(data__field="requester").count() == 5


def test_where_workers_die_again_and_again_the_next_one_comes_after_an_hour(merger):
    for ago, found in ((1, []), (61, [("contact", merger.pk)])):
        ContactMerger.objects.update(woken_at=timezone.now() - timedelta(minutes=ago), attempts=3)

        assert neglected() == found


def test_nobody_is_merged_with_somebody_else_meanwhile(merger, eva, ada):
    kai = make_contact("kai@x.example", name="Kai")
    for gone, into in ((kai, eva), (eva, kai)):
        with pytest.raises(StillUnderWay):
            join(gone, into=into, values=kept(into), by=ada)

    carry("contact", merger.pk, seconds=0)
    part(merger, by=ada)
    with pytest.raises(StillUnderWay):
        join(merger.gone, into=kai, values=kept(kai), by=ada)


@pytest.mark.spec("CP-12", "RB-15")
def test_customers_see_what_is_still_on_its_way(merger, eva, twin, tickets):
    """Her login went along to Eva."""
    user = Contact.objects.get(pk=eva.pk).user

    assert set(Ticket.objects.visible_to(user)) == set(Ticket.objects.all())


@pytest.mark.spec("CP-12", "B-3")
def test_mail_that_comes_meanwhile_joins_its_ticket(merger, eva, twin, tickets):
    still, sender = Ticket.objects.for_page().get(pk=tickets[0].pk), welcome(twin.email)

    assert (still.requester, takes_part(sender, still)) == (twin, True)
    reply(still, by=sender, html="More")
    carry("contact", merger.pk)
    assert set(still.messages.values_list("contact", flat=True)) == {eva.pk}


@pytest.mark.spec("CP-12", "B-3")
def test_people_of_two_organisations_are_colleagues_at_once(acme, ada):
    linde, twin = Organisation.objects.create(name="Linde"), Organisation.objects.create(name="Linde GmbH")
    eva = make_contact("eva@linde.example", name="Eva", organisation=linde)
    people = [make_contact(f"{n}@linde.example", name=f"P{n}", organisation=twin) for n in range(4)]
    tickets = [make_ticket(person) for person in people]
    Contact.objects.filter(pk=people[0].pk).update(organisation=None)
    values = {name: getattr(linde, name) for name in ("name", "number", "phone", "is_partner", "note")}
    stranger = make_contact("sam@x.example", name="Sam")

    merger = join(twin, into=linde, values=values, by=ada)

    late = Ticket.objects.for_page().get(pk=tickets[0].pk)
    assert (late.organisation_id, late.requester.organisation_id) == (twin.pk, None)
    assert {contact.organisation_id for contact in Contact.objects.filter(pk__in=[each.pk for each in people[1:]])} == {linde.pk}
    assert (takes_part(eva, late), takes_part(stranger, late)) == (True, False)
    carry("organisation", merger.pk)
    assert set(Ticket.objects.values_list("organisation", flat=True)) == {linde.pk}
    part(OrganisationMerger.objects.get(), by=ada)
    carry("organisation", merger.pk)
    assert set(Ticket.objects.values_list("organisation", flat=True)) == {twin.pk}
    assert set(Contact.objects.filter(organisation=twin)) == set(people[1:])


@pytest.mark.spec("CP-12", "C-13")
def test_people_who_see_all_of_their_organisation_see_what_is_still_on_its_way(acme, ada):
    linde, twin = (
        Organisation.objects.create(name="Linde", reach=Reach.ORGANISATION),
        Organisation.objects.create(name="Linde GmbH"),
    )
    eva = make_customer("eva@linde.example", name="Eva")
    Contact.objects.filter(pk=eva.pk).update(organisation=linde)
    for number in range(5):
        make_ticket(make_contact(f"{number}@linde.example", name=f"P{number}", organisation=twin))

    values = {name: getattr(linde, name) for name in ("name", "number", "phone", "is_partner", "note")}
    merger = join(twin, into=linde, values=values, by=ada)

    assert Ticket.objects.filter(organisation=twin).count() == 3
    assert Ticket.objects.visible_to(User.objects.get(contact=eva)).count() == 5
    carry("organisation", merger.pk)
    assert Ticket.objects.visible_to(User.objects.get(contact=eva)).count() == 5
