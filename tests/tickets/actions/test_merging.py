"""Two tickets become one, and two again."""

import pytest

from customers.models import Asset
from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.answering import answer
from tickets.actions.merging import CannotMerge, merge, unmerge
from tickets.actions.noting import note
from tickets.choices import Source, Verb
from tickets.models import Event, Merge, Participant, Subscription, Tag, Ticket


@pytest.fixture
def old(carla):
    return make_ticket(carla, subject="Printer on fire", body="It burns.")


@pytest.fixture
def into(carla):
    return make_ticket(carla, subject="Smoke in room 3", body="It smells.")


def words(ticket):
    return [message.text for message in ticket.messages.all()]


def verbs(ticket):
    return list(ticket.events.values_list("verb", "data__to").exclude(verb=Verb.OPENED))


@pytest.mark.spec("B-6")
def test_a_ticket_lives_on_in_another(old, into, ada):
    merge(old, into=into, by=ada)

    assert words(into) == ["It burns.", "It smells."]
    assert words(old) == []
    assert list(Ticket.objects.visible_to(ada)) == [into]
    assert verbs(old) == [(Verb.MERGED, str(into))]
    assert verbs(into) == [(Verb.TOOK_IN, str(old))]


@pytest.mark.spec("B-6")
def test_undone_everything_is_back_in_place(old, into, ada, ben, kai):
    lift, tag = Asset.objects.create(name="Lift 2"), Tag.objects.create(name="urgent")
    old.assets.add(lift)
    old.tags.add(tag)
    Subscription.objects.create(ticket=old, user=ben)
    Participant.objects.create(ticket=old, contact=kai)
    before = (words(old), words(into), *belongings(old), *belongings(into))

    merge(old, into=into, by=ada)
    united = belongings(into)
    unmerge(old, by=ada)

    assert united == (["Lift 2"], ["urgent"], ["Ben Roth"], ["Kai Winter"])
    assert (words(old), words(into), *belongings(old), *belongings(into)) == before
    assert verbs(old)[-1] == (Verb.UNMERGED, str(into))
    assert verbs(into)[-1] == (Verb.UNMERGED, str(old))
    assert set(Ticket.objects.visible_to(ada)) == {old, into}


def belongings(ticket):
    people = ticket.subscriptions.select_related("user"), ticket.participants.select_related("contact")
    return (
        [str(asset) for asset in ticket.assets.all()],
        [str(tag) for tag in ticket.tags.all()],
        [str(one.user) for one in people[0]],
        [str(one) for one in people[1]],
    )


def test_what_both_had_stays_when_it_is_undone(old, into, ada, ben):
    tag = Tag.objects.create(name="urgent")
    for ticket in (old, into):
        ticket.tags.add(tag)
        Subscription.objects.create(ticket=ticket, user=ben)

    merge(old, into=into, by=ada)
    unmerge(old, by=ada)

    assert belongings(into) == belongings(old) == ([], ["urgent"], ["Ben Roth"], [])


def test_whoever_asked_and_whoever_was_responsible_go_on_hearing(into, ada, ben, kai):
    theirs = make_ticket(kai, responsible=ben)

    merge(theirs, into=into, by=ada)

    assert belongings(into)[2:] == (["Ben Roth"], ["Kai Winter"])


def test_what_was_said_after_the_merge_stays_where_it_was_said(old, into, ada, carla):
    merge(old, into=into, by=ada)
    answer(old, by=carla, html="<p>It is out.</p>", source=Source.PORTAL)

    unmerge(old, by=ada)

    assert words(old) == ["It burns."]
    assert words(into) == ["It smells.", "It is out."]


def test_verbs_that_know_the_old_number_only_reach_the_other_ticket(old, into, ada):
    merge(old, into=into, by=ada)

    note(old, by=ada, html="<p>Bring water.</p>")

    assert words(into)[-1] == "Bring water."


def test_a_ticket_that_took_in_others_takes_them_along(old, into, ada, carla):
    last = make_ticket(carla, subject="All of it", body="Everything.")
    merge(old, into=into, by=ada)
    merge(into, into=last, by=ada)

    assert Ticket.objects.visible_to(ada).numbered(old.pk).get() == last
    unmerge(old, by=ada)
    assert (words(old), words(into), words(last)) == (["It burns."], [], ["It smells.", "Everything."])
    unmerge(into, by=ada)
    assert (words(old), words(into), words(last)) == (["It burns."], ["It smells."], ["Everything."])


@pytest.mark.parametrize("case", ["itself", "deleted", "merged"])
def test_what_cannot_be_merged_is_refused_and_changes_nothing(old, into, ada, carla, case):
    if case == "deleted":
        Ticket.objects.filter(pk=into.pk).update(deleted_at="2026-11-22T00:00:00Z")
    if case == "merged":
        merge(into, into=make_ticket(carla), by=ada)
    before = Event.objects.count()

    with pytest.raises(CannotMerge):
        merge(old, into=old if case == "itself" else into, by=ada)

    assert (words(old), Event.objects.count()) == (["It burns."], before)


def test_merged_twice_is_merged_once(old, into, ada, ben):
    first = merge(old, into=into, by=ada)

    assert merge(old, into=into, by=ben) == first
    assert Event.objects.filter(verb=Verb.TOOK_IN).count() == 1


def test_undone_twice_is_undone_once(old, into, ada):
    merge(old, into=into, by=ada)
    unmerge(old, by=ada)

    unmerge(old, by=ada)

    assert Event.objects.filter(verb=Verb.UNMERGED).count() == 2


def test_merged_again_after_it_was_undone(old, into, ada):
    merge(old, into=into, by=ada)
    unmerge(old, by=ada)

    merge(old, into=into, by=ada)

    assert words(into) == ["It burns.", "It smells."]


def test_two_agents_merge_each_way_at_once_and_one_wins(hall):
    with hall:
        one, other = (make_staff(f"{name}@acme.example", name=name) for name in ("Ada", "Ben"))
        kai = make_contact("kai@kunde.example", name="Kai")
        left, right = make_ticket(kai, body="Left"), make_ticket(kai, body="Right")

    def merging(ticket, into, by):
        with hall:
            try:
                merge(ticket, into=into, by=by)
            except CannotMerge:
                refused.append(by.name)

    refused: list[str] = []
    at_once(lambda: merging(left, right, one), lambda: merging(right, left, other))

    with hall:
        assert len(refused) == 1
        assert Merge.objects.count() == 1
        assert sorted(words(Merge.objects.get().into)) == ["Left", "Right"]
