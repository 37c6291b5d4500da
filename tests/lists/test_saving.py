"""Views are kept in order, each among those of the same people."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Team
from lists import saving
from lists.access import audiences_of, may_change
from lists.choices import Audience, ListKind
from lists.models import Pin, View
from lists.pinning import pin
from lists.saving import Sharing, TooMany, change_view, keep_query, remove, save_view, shift
from tests.making import make_customer


def save(name, by, *, kind=ListKind.TICKETS, **sharing):
    return save_view(kind, "queue=open", by=by, sharing=Sharing(**sharing), name=name, icon="star", is_counted=True)


def names(**those):
    return "".join(View.objects.filter(**those).values_list("name", flat=True))


@pytest.fixture
def three(ada):
    return [save(name, ada) for name in "ABC"]


def test_views_are_shifted_among_those_of_the_same_people(three, ada, ben):
    a, b, c = three
    save("X", ben)
    save("Y", ada, kind=ListKind.CONTACTS)

    orders = []
    for view, up in ((c, True), (c, True), (c, True), (a, False), (b, False)):
        shift(view, up=up)
        orders.append(names(owner=ada, list="tickets"))

    assert orders == ["ACB", "CAB", "CAB", "CBA", "CAB"]
    assert [view.position for view in View.objects.filter(name__in="XY")] == [0, 0]


def test_shared_with_others_it_comes_last_among_theirs(three, ada, ben):
    team = Team.objects.create(name="Lifts")
    save("T", ada, audience=Audience.TEAM, team=team)

    moved = change_view(three[0], by=ada, sharing=Sharing(Audience.TEAM, team), name="A2")
    kept = change_view(moved, by=ben, sharing=Sharing(Audience.TEAM, team), icon="flag")

    assert (kept.owner, kept.team, kept.position, kept.name, kept.icon) == (None, team, 1, "A2", "flag")
    back = change_view(kept, by=ben, sharing=Sharing())
    assert (back.owner, back.team, back.position) == (ben, None, 0)


def test_a_change_says_that_it_is_another_view_now(three):
    before = three[0].updated_at

    keep_query(three[0], "queue=mine")

    three[0].refresh_from_db()
    assert three[0].updated_at > before
    assert three[0].query == "queue=mine"


def test_gone_is_gone_and_twice_is_once(three, ada):
    pin(three[0], by=ada, is_pinned=False)
    remove(three[0])
    remove(three[0])
    shift(three[0], up=True)

    assert (names(), Pin.objects.count()) == ("BC", 0)


def test_there_can_be_too_many(three, ada, ben, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 3)
    shared = save("S", ada, audience=Audience.SHARED)

    with pytest.raises(TooMany):
        save("D", ada)
    with pytest.raises(TooMany):
        change_view(shared, by=ada, sharing=Sharing())

    assert change_view(three[0], by=ada, sharing=Sharing(), name="Still").name == "Still"
    assert save("D", ben).position == 0


def test_twice_pinned_is_once(three, ada):
    for is_pinned in (False, False, True):
        pin(three[0], by=ada, is_pinned=is_pinned)

    assert [each.is_pinned for each in Pin.objects.all()] == [True]
    assert list(View.objects.pinned_by(ada)) == three


@pytest.mark.parametrize(
    "wrong",
    [
        {"audience": "personal"}, {"audience": "team"},
        {"audience": "shared", "owner": True}, {"audience": "shared", "team": True},
        {"audience": "portal", "list": "contacts"}, {"audience": "personal", "owner": True, "team": True},
    ],
)  # fmt: skip
def test_whose_a_view_is_cannot_be_said_wrongly(ada, wrong):
    those = {"owner": ada, "team": Team.objects.create(name="Lifts")}
    said = {name: those[name] if value is True else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        View.objects.create(**{"list": "tickets", "name": "X", **said})


def test_who_may_make_and_change_which(ada, max, three):
    team = Team.objects.create(name="Lifts")
    team.members.add(ada)
    views = {
        "team": save("T", ada, audience=Audience.TEAM, team=team),
        "shared": save("S", ada, audience=Audience.SHARED),
        "portal": save("P", ada, audience=Audience.PORTAL),
        "personal": three[0],
    }

    assert {key: (may_change(ada, view), may_change(max, view)) for key, view in views.items()} == {
        "personal": (True, False), "team": (True, False), "shared": (False, True), "portal": (False, True),
    }  # fmt: skip
    assert audiences_of(ada, ListKind.TICKETS) == ["personal", "team"]
    assert audiences_of(max, ListKind.TICKETS) == ["personal", "shared", "portal"]
    assert audiences_of(max, ListKind.ASSETS) == ["personal", "shared"]


def test_who_sees_which(ada, ben, three):
    team = Team.objects.create(name="Lifts")
    team.members.add(ben)
    save("T", ben, audience=Audience.TEAM, team=team)
    save("S", ada, audience=Audience.SHARED)
    save("P", ada, audience=Audience.PORTAL)
    carla = make_customer("carla@kunde.example", name="Carla")

    seen = {user.name: "".join(sorted(view.name for view in View.objects.seen_by(user))) for user in (ada, ben, carla.user)}

    assert seen == {"Ada Lovelace": "ABCPS", "Ben Roth": "PST", "Carla": "P"}
