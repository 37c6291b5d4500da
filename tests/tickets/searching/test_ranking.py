"""The best come first; in any other order everything is there, however it was looked for."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from tests.making import make_ada, make_carla, make_ticket
from tests.worlds import shared
from tickets.actions.closing import close
from tickets.actions.digesting import weigh
from tickets.actions.noting import note
from tickets.models import Digest, Ticket
from tickets.searching import ranking


def page(desk, query):
    answer = desk.get(f"/tickets/?{query}")
    assert answer.status_code == 200
    return answer.context["page"]


def shown(desk, query):
    return [ticket.subject for ticket in page(desk, query).rows]


def make_world():
    """Eighty tickets, beside which other words are looked for, too."""
    carla, ada = make_carla(), make_ada()
    many(carla, ada)
    return carla, ada


made, world, carla, ada = shared(make_world, "carla", "ada")


@pytest.fixture
def ranked(carla, ada):
    """One word, in another place of each."""
    texts = {
        "Said": "Das Ventil klemmt.",
        "Noted": "Es klemmt.",
        "Ventilatoren": "Laut.",
        "Ventil": "Es klemmt.",
        "Solved": "Aus.",
    }
    said, noted, compound, called, solved = (make_ticket(carla, subject=subject, body=text) for subject, text in texts.items())
    note(noted, by=ada, html="<p>Ventil</p>")
    Ticket.objects.filter(pk=solved.pk).update(solution="Ventile getauscht")
    return [called, compound, solved, said, noted]


@pytest.mark.spec("CP-11")
def test_what_is_called_so_comes_before_what_was_found_out_said_and_noted(ranked, desk):
    assert shown(desk, "q=ventil") == ["Ventil", "Solved", "Ventilatoren", "Said", "Noted"]


def test_of_equally_good_ones_the_livelier_comes_first(carla, desk):
    a, b = make_ticket(carla, subject="Ventil A"), make_ticket(carla, subject="Ventil B")
    Ticket.objects.filter(pk=a.pk).update(last_activity_at=timezone.now() + timedelta(minutes=1))

    assert shown(desk, "q=ventil") == [a.subject, b.subject]


def test_the_number_comes_first_and_closed_ones_where_they_are_asked_for(carla, ada, desk):
    first = make_ticket(carla, subject="Lift")
    make_ticket(carla, subject=f"Nach {first.pk}")
    close(make_ticket(carla, subject=f"Wie {first.pk}"), by=ada)

    assert shown(desk, f"q={first.pk}") == ["Lift", f"Nach {first.pk}"]
    assert shown(desk, f"q={first.pk}&closed=1")[0] == "Lift"
    assert sorted(shown(desk, f"q={first.pk}&closed=1")) == sorted(["Lift", f"Nach {first.pk}", f"Wie {first.pk}"])
    assert shown(desk, f"q={first.pk}&queue=closed") == [f"Wie {first.pk}"]


def test_relevance_is_offered_to_searches_and_another_order_is_kept(ranked, desk):
    def offered(query):
        context = desk.get(f"/tickets/?{query}").context
        return context["sorts"][0].key, context["listing"].sort.key, context["listing"].whole()["sort"]

    assert offered("q=ventil") == ("relevance", "relevance", "relevance")
    assert offered("q=ventil&sort=oldest") == ("relevance", "oldest", "oldest")
    assert offered("sort=relevance") == ("activity", "activity", "activity")


ERAS = {"MOST": 8, "SMALL": 0, "TICKETS_OF_AN_ERA": 1}
WAYS = {
    "read from the index": {"MOST": 40},
    "the newest eras, then read": {**ERAS, "COMMON": 10**9},
    "the newest eras, then walked": {**ERAS, "COMMON": 0},
}
INDEXED = ["activity", "oldest", "number", "due"]
ORDERS = [*INDEXED, "-subject", "requester"]


def many(carla, ada):
    """Sixty that have the word, every second one closed; twenty that have not."""
    like = make_ticket(carla, subject="Pumpe 0")
    same = {"type": like.type, "status": like.status, "division": like.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject=f"{'Pumpe' if at % 4 else 'Rohr'} {at}", **same) for at in range(1, 80))
    for ticket in Ticket.objects.filter(pk__gt=like.pk)[:40:2]:
        close(ticket, by=ada)
    Digest.objects.update(era=F("ticket"))
    weigh()


def test_every_way_of_looking_shows_the_same_lists(desk, monkeypatch):
    def found(way):
        keys = [(order, closed) for order in ORDERS for closed in "01"]
        return {key: walk(desk, f"q=pumpen&sort={key[0]}&closed={key[1]}") for key in keys if is_whole(key, way)}

    wanted = found("all of it")
    assert {len(subjects) for subjects in wanted.values()} == {61, 61 - len(done())}

    for way, limits in WAYS.items():
        with monkeypatch.context() as patched:
            for name, value in limits.items():
                patched.setattr(ranking, name, value)
            assert found(way) == {key: subjects for key, subjects in wanted.items() if is_whole(key, way)}, way


def is_whole(key, way):
    """In an order without an index, of common words in closed ones too only the newest are there."""
    order, closed = key
    return order in INDEXED or closed == "0" or way != "the newest eras, then walked"


def done():
    return Ticket.objects.filter(subject__startswith="Pumpe", status__category="closed")


def walk(desk, query):
    """All pages, one after the other, as htmx fetches them."""
    subjects, link = [], f"?{query}"
    while link:
        here = desk.get(f"/tickets/{link}", headers={"HX-Request": "true"}).context["page"]
        subjects += [ticket.subject for ticket in here.rows]
        link = here.older
    return subjects


def test_pages_of_the_best_follow_each_other_both_ways(desk):
    first = page(desk, "q=pumpe&closed=1")
    second = desk.get(f"/tickets/{first.older}").context["page"]
    back = desk.get(f"/tickets/{second.newer}").context["page"]

    assert len(set(walk(desk, "q=pumpe&closed=1"))) == 61
    assert (first.newer, [t.pk for t in back.rows]) == ("", [t.pk for t in first.rows])
    assert [t.pk for t in page(desk, "q=pumpe&closed=1&after=nonsense").rows] == [t.pk for t in first.rows]
    assert not first.is_part


def test_of_very_many_the_newest_are_ranked_and_the_page_says_so(desk, monkeypatch):
    monkeypatch.setattr(ranking, "MOST", 5)

    here = page(desk, "q=pumpe&closed=1")

    newest = Ticket.objects.filter(subject__startswith="Pumpe").order_by("-pk").values_list("pk", flat=True)[:5]
    assert (sorted(t.pk for t in here.rows), here.is_part, here.older) == (sorted(newest), True, "")


@pytest.mark.parametrize(("steps", "subjects", "is_part"), [(3_000, ["Pumpe 1"], True), (5, [], True)])
def test_filters_hold_for_what_is_common(desk, ada, monkeypatch, steps, subjects, is_part):
    Ticket.objects.filter(subject__in=["Pumpe 1", *(f"Rohr {at}" for at in range(4, 80, 4))]).update(responsible=ada)
    for name, value in {**WAYS["the newest eras, then walked"], "STEPS": steps}.items():
        monkeypatch.setattr(ranking, name, value)

    here = page(desk, f"q=pumpe&closed=1&responsible={ada.pk}")

    assert ([ticket.subject for ticket in here.rows], here.is_part) == (subjects, is_part)


@pytest.mark.parametrize(("read_again", "subjects", "is_part"), [(20_000, ["Alt"], False), (5, [], True)])
def test_quotations_of_common_words_are_looked_for_in_the_newest(desk, monkeypatch, read_again, subjects, is_part):
    [first, *_others] = Ticket.objects.order_by("pk")
    Ticket.objects.filter(pk=first.pk).update(subject="Alt", report="Rohr Pumpe")
    Ticket.objects.exclude(pk=first.pk).update(report="Pumpe, Rohr")
    Digest.objects.filter(ticket=first).update(era=-1)
    weigh()
    for name, value in {**ERAS, "MOST": 2, "READ_AGAIN": read_again}.items():
        monkeypatch.setattr(ranking, name, value)

    here = page(desk, "q=%22rohr+pumpe%22&closed=1")

    assert ([ticket.subject for ticket in here.rows], here.is_part) == (subjects, is_part)


@pytest.mark.parametrize("word", ["0221", "ab"])
def test_what_nobody_counted_is_probed(desk, monkeypatch, word):
    Ticket.objects.update(report=word)
    for name, value in {**ERAS, "MOST": 3, "PROBED": 10, "COMMON": 0}.items():
        monkeypatch.setattr(ranking, name, value)

    here = page(desk, f"q={word}&closed=1")

    newest = Ticket.objects.order_by("-pk").values_list("pk", flat=True)[:3]
    assert ({ticket.pk for ticket in here.rows}, here.is_part) == (set(newest), True)
    assert len(walk(desk, f"q={word}&closed=1&sort=oldest")) == 80
    assert shown(desk, f"q={word}&closed=1&source=portal") == ["Pumpe 0"]
    assert len(walk(desk, f"q={word}&closed=1&source=mail&sort=oldest")) == 79
