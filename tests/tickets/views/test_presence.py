"""Colleagues at the same ticket: seen while they are there, and what they do there is news."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make_staff, make_ticket
from tickets.actions.claiming import claim
from tickets.actions.deleting import delete
from tickets.actions.merging import merge
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.models import Draft
from tickets.presence import Doing, appear


@pytest.fixture(autouse=True)
def nobody_yet():
    cache.clear()


@pytest.fixture
def ticket(carla):
    return make_ticket(carla, subject="Printer on fire")


@pytest.fixture
def says(ticket, at_desk, read):
    """What somebody's page hears when it says what they are doing; nothing when there is nothing new."""

    def say(who, doing="looking", **known):
        answer = at_desk(who).post(f"/tickets/{ticket.pk}/presence/", {"doing": doing, "mark": 2**62, **known})
        assert answer.status_code in (200, 204)
        assert (answer.status_code == 204) == (answer.content == b"")
        return read(answer)

    return say


def test_colleagues_see_who_looks_and_who_writes(ada, ben, says):
    says(ada)

    assert "Ada Lovelace is looking at this ticket" in says(ben)
    says(ada, "public")
    assert "Ada Lovelace is writing an answer …" in says(ben)
    says(ada, "internal")
    assert "Ada Lovelace is writing a note …" in says(ben)
    says(ada, "gone")
    assert "Ada" not in says(ben, known="before")


def test_nobody_sees_themselves_and_what_is_known_is_not_said_again(ada, ben, says):
    assert "Ada" not in says(ada)

    says(ben, "nonsense")
    heard = says(ada, known="")
    known = heard.split('data-known="')[1].split('"')[0]

    assert "Ben Roth is looking at this ticket" in heard
    assert says(ada, known=known) == ""
    says(ben, "public")
    assert "Ben Roth is writing an answer …" in says(ada, known=known)


def test_whoever_is_silent_for_half_a_minute_is_gone(ada, ben, ticket, says, monkeypatch):
    monkeypatch.setattr("tickets.presence.SECONDS", 0)
    says(ben)

    assert "Ben" not in says(ada)


def test_writers_come_first_and_many_are_counted(ada, ticket, says):
    for number in range(5):
        appear(ticket, by=make_staff(f"a{number}@acme.example", name=f"Agent {number}"), doing=Doing.LOOKING)
    appear(ticket, by=make_staff("zoe@acme.example", name="Zoe Zorn"), doing=Doing.NOTING)

    page = says(ada)

    assert page.index("Zoe Zorn is writing a note …") < page.index("Agent 0") < page.index("Agent 1") < page.index("and 3 more")
    assert "Agent 2" not in page


def test_what_others_did_since_is_news_and_what_one_did_is_not(ada, ben, ticket, at_desk, says, read):
    before = at_desk(ada).get(f"/tickets/{ticket.pk}/").context["ticket"].latest_event
    claim(ticket, by=ada)
    assert "There is news" not in says(ada, mark=before)
    note(ticket, by=ben, html="<p>Call first</p>")
    reply(ticket, by=ben, html="<p>Coming</p>")

    heard = says(ada, mark=before)

    assert "There is news" in heard
    assert "<strong>Ben Roth</strong> replied" in heard
    assert "<strong>Ben Roth</strong> wrote an internal note" in heard
    after = at_desk(ada).get(f"/tickets/{ticket.pk}/").context["ticket"].latest_event
    assert "There is news" not in says(ada, mark=after)


def test_whoever_looks_at_a_ticket_that_was_merged_is_led_to_the_other(ada, ben, carla, ticket, says):
    host = make_ticket(carla, subject="Host")
    before = ticket.events.order_by("-pk").first().pk
    merge(ticket, into=host, by=ben)

    heard = says(ada, mark=before)

    assert f'href="/tickets/{host.pk}/"' in heard
    assert "data-show-news" not in heard


def test_presence_stays_within_its_workspace_and_its_ticket(ada, ben, carla, ticket, globex, at_desk, read):
    other = make_ticket(carla, subject="Other")
    with globex:
        appear(ticket, by=ben, doing=Doing.LOOKING)
    appear(other, by=ben, doing=Doing.LOOKING)

    assert "Ben" not in read(at_desk(ada).post(f"/tickets/{ticket.pk}/presence/"))
    assert "Ben Roth" in read(at_desk(ada).post(f"/tickets/{other.pk}/presence/"))


def test_only_whoever_may_see_the_ticket(ada, max, olga, ticket, at_desk):
    address = f"/tickets/{ticket.pk}/presence/"

    assert at_desk(olga).post(address).status_code == 403
    assert at_desk(ada).get(address).status_code == 405
    delete(ticket, by=max)
    assert at_desk(ada).post(address).status_code == 404


def test_without_the_cache_nobody_is_seen_and_news_still_comes(ada, ben, ticket, says, settings, tmp_path):
    before = ticket.events.order_by("-pk").first().pk
    note(ticket, by=ben, html="<p>Call first</p>")
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"unix://{tmp_path}/nothing.sock"}
        for name in ("default", "shared")
    }

    assert "wrote an internal note" in says(ada, mark=before)


def test_either_answer_says_whether_colleagues_drafts_changed(ticket, ada, ben, at_desk):
    def state():
        answer = at_desk(ada).post(f"/tickets/{ticket.pk}/presence/", {"mark": 2**62})
        return answer["X-Drafts"]

    def writes(who, body):
        at_desk(who).post(f"/tickets/{ticket.pk}/drafts/public/", {"body": body})

    before = state()
    writes(ada, "My own words.")
    assert (before, state()) == ("none", "none")
    writes(ben, "We are")
    begun = state()
    assert (begun != "none", begun == state()) == (True, True)
    writes(ben, "We are coming.")
    assert state() not in ("none", begun)
    Draft.objects.filter(author=ben).update(updated_at=timezone.now() - timedelta(minutes=1))
    stopped = state()
    assert stopped != begun
    writes(ben, "")
    assert state() == "none"


@pytest.mark.parametrize("mark", ["", "x", "-1", "9" * 40, "²"])
def test_a_mark_that_is_none_gets_all_there_is(ada, ticket, says, mark):
    assert "There is news" in says(ada, mark=mark)


def test_it_asks_as_often_with_one_colleague_as_with_fifty(ada, ticket, at_desk):
    desk = at_desk(ada)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            desk.post(f"/tickets/{ticket.pk}/presence/")
        return len(queries)

    asked()
    alone = asked()
    for number in range(50):
        appear(ticket, by=make_staff(f"a{number}@acme.example", name=f"Agent {number}"), doing=Doing.LOOKING)

    assert asked() == alone
