"""Two customers with much are merged on real servers: whoever dies in the middle, everything follows once, and goes back once."""

from datetime import timedelta

import pytest

from accounts.models import User
from customers.models import Contact, ContactMerger, ContactStretch
from tests.flows.house import House, Somebody, eventually
from tests.making import make_contact, make_ticket
from tickets.actions.carrying import STRETCH
from tickets.actions.joining import join, part
from tickets.choices import Kind, Source
from tickets.models import Event, Message, Ticket

MORE = 2 * STRETCH


@pytest.fixture
def pair(house: House) -> tuple[Contact, Contact]:
    """The second one has three tickets, and wrote more than two stretches hold."""
    eva, twin = (make_contact(house.somebody().address, name=name) for name in ("Eva Baum", "E. Baum"))
    tickets = [make_ticket(twin) for _each in range(3)]
    wrote = {"ticket": tickets[0], "contact": twin, "kind": Kind.PUBLIC, "source": Source.MAIL}
    Message.objects.bulk_create(Message(**wrote) for _each in range(MORE))
    return eva, twin


def state_of(merger: ContactMerger) -> tuple[bool, int]:
    now = ContactMerger.objects.get(pk=merger.pk)
    return now.is_under_way, now.done


def forgotten(merger: ContactMerger) -> None:
    """An hour goes by in which nobody was woken."""
    ContactMerger.objects.filter(pk=merger.pk).update(woken_at=merger.created_at - timedelta(hours=1))


def dies_over(house: House, merger: ContactMerger, victim: str) -> None:
    """When rows have changed hands and the note of it is about to be written."""
    before = state_of(merger)
    with house.locked("customers_contactstretch") as wait_for_somebody:
        forgotten(merger)
        eventually(house.hurry)
        wait_for_somebody()
        house.kill(victim)
    assert state_of(merger) == before
    house.revive(victim)
    forgotten(merger)


@pytest.mark.spec("CP-12")
@pytest.mark.parametrize("victim", ["process", "worker"])
def test_a_worker_dies_in_the_middle_and_all_follows_once_and_goes_back_once(
    house: House, pair: tuple[Contact, Contact], ada: User, victim: str
) -> None:
    eva, twin = pair
    values = {name: getattr(eva, name) for name in ("name", "email", "phone", "organisation_id", "language")}
    merger = join(twin, into=eva, values=values, by=ada)
    assert state_of(merger) == (True, 3)

    dies_over(house, merger, victim)
    house.eventually(lambda: not state_of(merger)[0])

    assert state_of(merger) == (False, MORE + 6)
    assert (Message.objects.filter(contact=eva).count(), Message.objects.filter(contact=twin).count()) == (MORE + 3, 0)
    handed = [key for rows in ContactStretch.objects.filter(merger=merger).values_list("rows", flat=True) for key in rows]
    assert len(handed) == MORE + 6

    part(merger, by=ada)
    dies_over(house, merger, victim)
    house.eventually(lambda: not state_of(merger)[0])

    assert (Message.objects.filter(contact=eva).count(), Message.objects.filter(contact=twin).count()) == (0, MORE + 3)
    tickets = Ticket.objects.filter(requester=twin)
    assert (tickets.count(), Event.objects.filter(ticket__in=tickets, data__field="requester").count()) == (3, 6)
    assert not ContactStretch.objects.filter(merger=merger).exists()


@pytest.mark.spec("CP-12", "B-3")
def test_a_mail_that_comes_meanwhile_is_theirs_who_stays(house: House, pair: tuple[Contact, Contact], ada: User) -> None:
    eva, twin = pair
    values = {name: getattr(eva, name) for name in ("name", "email", "phone", "organisation_id", "language")}
    merger = join(twin, into=eva, values=values, by=ada)

    house.post(Somebody(twin.email).writes(subject="Once more"))

    house.eventually(lambda: Ticket.objects.filter(subject="Once more", requester=eva).exists())
    forgotten(merger)
    house.eventually(lambda: not state_of(merger)[0])
    assert set(Ticket.objects.filter(requester__in=[eva, twin]).values_list("requester", flat=True)) == {eva.pk}
