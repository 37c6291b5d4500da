"""Two contacts, or two organisations, who are one and the same become one; and two again."""

import pytest

from accounts.models import User
from customers.inviting import Access, access_of
from customers.models import Asset, Contact, Contract, Organisation, Project
from customers.reaching import addresses_of, reached_at
from customers.welcoming import welcome
from notifications.models import Letter
from tests.making import make_contact, make_customer, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.changing import change
from tickets.actions.inventing import invent
from tickets.actions.inviting import invite
from tickets.actions.joining import CannotJoin, CannotPart, join, part
from tickets.actions.taking_back import CannotTakeBack, take_back
from tickets.choices import FieldKind
from tickets.models import CustomField, Event, Message, Participant, Ticket


def as_they_are(row):
    names = ("name", "email", "phone", "organisation_id", "language") if isinstance(row, Contact) else ()
    return {name: getattr(row, name) for name in names or ("name", "number", "phone", "is_partner", "note")}


def everything():
    """All that a merger touches, but for versions and history."""
    rows = {
        "contacts": Contact.everyone.order_by("pk").values("pk", "name", "email", "phone", "organisation", "merged_into", "user"),
        "organisations": Organisation.everyone.order_by("pk").values("pk", "name", "number", "note", "merged_into"),
        "tickets": Ticket.objects.order_by("pk").values("pk", "requester", "organisation", "partner", "custom"),
        "messages": Message.objects.order_by("pk").values("pk", "contact"),
        "participants": Participant.objects.order_by("ticket", "contact").values("ticket", "contact", "level"),
        "users": User.objects.order_by("pk").values("pk", "is_active"),
        "assets": Asset.objects.order_by("pk").values("pk", "organisation"),
    }
    return {name: list(found) for name, found in rows.items()}


@pytest.fixture
def eva(acme):
    linde = Organisation.objects.create(name="Linde")
    return make_contact("eva@linde.example", name="Eva Baum", organisation=linde)


@pytest.fixture
def twin(acme):
    return make_contact("eva.baum@web.example", name="E. Baum")


@pytest.mark.spec("CP-12")
def test_everything_of_one_is_the_others_and_comes_back(ada, carla, eva, twin):
    field = invent(CustomField(name="Janitor", kind=FieldKind.CONTACT))
    theirs, both, named = (make_ticket(who) for who in (twin, eva, carla))
    invite(both, by=ada, addresses=[twin.email])
    invite(named, by=ada, addresses=[twin.email])
    change(named, by=ada, version=named.version, custom={str(field.pk): twin.pk})
    Letter.objects.all().delete()
    before = everything()

    merger = join(twin, into=eva, values={**as_they_are(eva), "name": "Dr. Eva Baum"}, by=ada)

    assert (Contact.objects.get(pk=eva.pk).name, Contact.objects.filter(pk=twin.pk).exists()) == ("Dr. Eva Baum", False)
    assert set(Ticket.objects.filter(requester=eva)) == {theirs, both}
    assert theirs.messages.get().contact == eva
    assert [(person.ticket, person.contact) for person in Participant.objects.all()] == [(named, eva)]
    assert Ticket.objects.get(pk=named.pk).custom == {str(field.pk): eva.pk}
    assert not Letter.objects.exists()
    assert part(merger, by=ada) == merger
    assert everything() == before


@pytest.mark.spec("CP-12")
def test_the_history_of_each_ticket_says_who_merged(ada, eva, twin):
    ticket = make_ticket(twin)

    part(join(twin, into=eva, values=as_they_are(eva), by=ada), by=ada)

    said = Event.objects.filter(ticket=ticket, data__field="requester").order_by("pk")
    assert [(line.actor, line.data["from"], line.data["to"]) for line in said] == [
        (ada, "E. Baum", "Eva Baum"),
        (ada, "Eva Baum", "E. Baum"),
    ]
    with pytest.raises(CannotTakeBack):
        take_back(said[0], by=ada)


@pytest.mark.spec("CP-12")
@pytest.mark.parametrize("chosen", ["eva@linde.example", "eva.baum@web.example"])
def test_whatever_address_is_chosen_the_other_one_finds_them_too(ada, eva, twin, chosen):
    before = everything()
    merger = join(twin, into=eva, values={**as_they_are(eva), "email": chosen}, by=ada)

    other = ({"eva@linde.example", "eva.baum@web.example"} - {chosen}).pop()
    held = Contact.objects.get(pk=eva.pk)
    assert (held.email, addresses_of(held)) == (chosen, [other])
    assert reached_at(other.upper()) == welcome(other) == eva
    assert Contact.objects.count() == 1
    part(merger, by=ada)
    assert everything() == before


@pytest.mark.parametrize(("email", "stays"), [("eva@linde.example", "eva"), ("eva.baum@web.example", "twin")])
def test_of_two_who_sign_in_one_stays_and_the_other_is_switched_off(ada, email, stays):
    eva = make_customer("eva@linde.example", name="Eva Baum")
    twin = make_customer("eva.baum@web.example", name="E. Baum")
    users = {"eva": eva.user, "twin": twin.user}
    before = everything()

    merger = join(twin, into=eva, values={**as_they_are(eva), "email": email}, by=ada)

    held = Contact.objects.get(pk=eva.pk)
    assert (held.user, access_of(held)) == (users[stays], Access.ACTIVE)
    assert {user for user in User.objects.customers() if not user.is_active} == set(users.values()) - {users[stays]}
    part(merger, by=ada)
    assert everything() == before


def test_a_login_that_only_one_has_goes_along(ada, eva):
    twin = make_customer("eva.baum@web.example", name="E. Baum")

    join(twin, into=eva, values=as_they_are(eva), by=ada)

    assert Contact.objects.get(user=twin.user) == eva
    assert User.objects.get(pk=twin.user.pk).is_active


@pytest.mark.spec("CP-12")
def test_everything_of_an_organisation_is_the_others_and_comes_back(ada, eva):
    linde, twin = eva.organisation, Organisation.objects.create(name="Linde GmbH", number="4711", note="Gate 2")
    make_contact("kai@linde.example", name="Kai", organisation=twin)
    Asset.objects.create(name="Lift", organisation=twin)
    Project.objects.create(name="Roof", organisation=twin)
    Contract.objects.create(name="Care", organisation=twin)
    ticket, passed = make_ticket(make_contact("uwe@linde.example", name="Uwe", organisation=twin)), make_ticket(eva)
    Ticket.objects.filter(pk=passed.pk).update(partner=twin)
    before = everything()

    merger = join(twin, into=linde, values={**as_they_are(linde), "number": "4711", "note": "Gate 2"}, by=ada)

    held = Organisation.objects.get()
    assert (held.name, held.number, held.note) == ("Linde", "4711", "Gate 2")
    assert (held.contacts.count(), held.assets.count(), held.projects.count(), held.contracts.count()) == (3, 1, 1, 1)
    assert (Ticket.objects.get(pk=ticket.pk).organisation, Ticket.objects.get(pk=passed.pk).partner) == (linde, linde)
    part(merger, by=ada)
    assert everything() == before


def test_what_somebody_changed_since_stays(ada, eva, twin):
    ticket, moved_on = make_ticket(twin), make_ticket(twin)
    merger = join(twin, into=eva, values={**as_they_are(eva), "phone": "2"}, by=ada)
    Contact.objects.filter(pk=eva.pk).update(phone="3")
    kai = make_contact("kai@x.example", name="Kai")
    change(moved_on, by=ada, version=Ticket.objects.get(pk=moved_on.pk).version, requester=kai)
    new = make_ticket(Contact.objects.get(pk=eva.pk))

    part(merger, by=ada)

    assert Contact.objects.get(pk=eva.pk).phone == "3"
    assert [row.requester.pk for row in Ticket.objects.filter(pk__in=[ticket.pk, moved_on.pk, new.pk]).order_by("pk")] == [
        twin.pk,
        kai.pk,
        eva.pk,
    ]


def test_what_led_to_the_one_leads_on_and_is_undone_in_turn(ada, eva, twin):
    third = make_contact("e.b@old.example", name="EB")
    first = join(third, into=twin, values=as_they_are(twin), by=ada)
    second = join(twin, into=eva, values=as_they_are(eva), by=ada)

    assert addresses_of(eva) == ["e.b@old.example", "eva.baum@web.example"]
    assert reached_at("e.b@old.example") == eva
    with pytest.raises(CannotPart):
        part(first, by=ada)
    part(second, by=ada)
    part(first, by=ada)
    assert Contact.objects.count() == 3


def test_twice_is_once_and_nobody_is_merged_with_themselves_or_twice(ada, eva, twin):
    merger = join(twin, into=eva, values=as_they_are(eva), by=ada)

    assert join(twin, into=eva, values=as_they_are(eva), by=ada) == merger
    for gone, into in ((eva, eva), (twin, make_contact("kai@x.example", name="Kai")), (eva, twin)):
        with pytest.raises(CannotJoin):
            join(gone, into=into, values=as_they_are(into), by=ada)
    assert part(merger, by=ada) == part(merger, by=ada) == merger


def test_a_ticket_that_is_opened_at_the_same_moment_is_not_left_behind(hall):
    with hall:
        ada, eva = make_staff("ada@acme.example", name="Ada"), make_contact("eva@linde.example", name="Eva")
        twin = make_contact("eva@web.example", name="E.")

    def opening():
        with hall:
            make_ticket(twin)

    def joining():
        with hall:
            join(twin, into=eva, values=as_they_are(eva), by=ada)

    at_once(opening, opening, joining, opening, opening)

    with hall:
        assert set(Ticket.objects.values_list("requester", flat=True)) == {eva.pk}
        assert set(Message.objects.values_list("contact", flat=True)) == {eva.pk}


@pytest.mark.spec("CP-12")
def test_ten_thousand_tickets_cost_as_many_questions_as_one(ada, eva, twin, django_assert_max_num_queries):
    for _each in range(30):
        make_ticket(twin)

    with django_assert_max_num_queries(65):
        part(join(twin, into=eva, values=as_they_are(eva), by=ada), by=ada)
