"""A file somebody asked for: made once, kept for a while, nobody else's."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from exports.access import export_for
from exports.choices import State
from exports.making import BROKEN, NOT_INSTALLED, STOPPED_OFTEN, make
from exports.models import Export
from exports.ordering import order, order_again
from exports.sweeping import sweep
from tenants.locks import alone
from tests.making import make_staff
from tests.rushing import at_once


@pytest.fixture(autouse=True)
def makers(settings):
    kinds = ("words", "nothing", "broken", "forgotten")
    settings.EXPORT_MAKERS = {kind: f"tests.exports.makers.{kind}" for kind in kinds} | {
        "off": "tests.exports.without_library.words"
    }


def ordered(by, *, kind="words", words="one two three", topic="ticket:1"):
    return order(kind, by=by, language="de", topic=topic, ask={"words": words})


def made(by, **more):
    export = ordered(by, **more)
    make(export.pk)
    return Export.objects.get(pk=export.pk)


def files():
    return [path for path in (Path(ours.MEDIA_ROOT) / "acme/export").rglob("*") if path.is_file()]


def test_it_is_made_and_kept_for_whoever_asked(ada, ben):
    export = made(ada)

    assert (export.state, export.done, export.total, export.attempts) == (State.READY, 3, 3, 1)
    assert (export.name, export.content_type, export.size) == ("words.txt", "text/plain", 13)
    assert export.file.read() == b"one two three"
    assert export_for(ada, export.pk, kind="words", topic="ticket:1") == export
    for person, topic in ((ben, "ticket:1"), (ada, "ticket:2")):
        with pytest.raises(Http404):
            export_for(person, export.pk, kind="words", topic=topic)


def test_a_double_click_is_one_file(ada, ben):
    first = ordered(ada)

    assert ordered(ada) == first
    make(first.pk)
    assert ordered(ada) == first
    assert len({first, ordered(ben), ordered(ada, words="other"), ordered(ada, topic="ticket:2")}) == 4
    Export.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    assert ordered(ada) != first


def test_the_database_lets_nobody_have_the_same_under_way_twice(ada):
    first = ordered(ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.create(user=ada, kind="words", language="de", fingerprint=first.fingerprint, expires_at=timezone.now())


def test_made_twice_is_made_once(ada):
    export = made(ada)
    before = len(files())

    make(export.pk)

    assert Export.objects.get(pk=export.pk).attempts == 1
    assert len(files()) == before


def test_while_one_makes_it_nobody_else_does(ada):
    export = ordered(ada)

    with alone(f"export:{export.pk}"):
        make(export.pk)

    assert Export.objects.get(pk=export.pk).state == State.QUEUED


@pytest.mark.parametrize(
    ("kind", "error"),
    [("nothing", "There is nothing to see."), ("broken", f"{BROKEN}\nZeroDivisionError"), ("off", NOT_INSTALLED)],
)
def test_what_fails_says_why_and_can_be_tried_again(ada, kind, error):
    export = made(ada, kind=kind)
    assert (export.state, export.error) == (State.FAILED, error)

    Export.objects.filter(pk=export.pk).update(kind="words")
    order_again(export)
    make(export.pk)

    export.refresh_from_db()
    assert (export.state, export.error) == (State.READY, "")


def test_trying_again_what_was_asked_for_anew_leaves_it(ada):
    export = made(ada, kind="broken")
    anew = ordered(ada, kind="broken")

    order_again(export)

    states = {each.pk: each.state for each in Export.objects.all()}
    assert states == {export.pk: State.FAILED, anew.pk: State.QUEUED}


def test_what_kills_its_worker_again_and_again_has_failed(ada):
    export = ordered(ada)
    Export.objects.update(state=State.MAKING, attempts=3)

    make(export.pk)

    export.refresh_from_db()
    assert (export.state, export.error) == (State.FAILED, STOPPED_OFTEN)


def test_forgotten_while_it_is_made_it_is_never_ready(ada):
    before = files()

    export = ordered(ada, kind="forgotten")
    make(export.pk)

    assert not Export.objects.filter(pk=export.pk).exists()
    assert files() == before


def test_the_sweeper_wakes_what_lies_and_removes_what_expired(ada, django_capture_on_commit_callbacks):
    lies, new, dead = ordered(ada, words="lies"), ordered(ada, words="new"), ordered(ada, words="dead")
    long_ago = timezone.now() - timedelta(minutes=1)
    Export.objects.filter(pk=dead.pk).update(state=State.MAKING)
    Export.objects.filter(pk__in=[lies.pk, dead.pk]).update(woken_at=long_ago)
    old = made(ada, words="old")
    Export.objects.filter(pk=old.pk).update(expires_at=long_ago)
    assert Path(old.file.path).exists()

    with django_capture_on_commit_callbacks(execute=True):
        assert sweep() == [lies.pk, dead.pk]

    assert set(Export.objects.all()) == {lies, new, dead}
    assert not Path(old.file.path).exists()
    assert sweep() == []


def test_two_clicks_at_once_are_one_file_and_two_workers_make_it_once(hall):
    with hall:
        ada = make_staff("ada@hall.example", name="Ada")

    def in_the_hall(work):
        def works():
            with hall:
                work()

        return works

    at_once(*[in_the_hall(lambda: ordered(ada))] * 4)
    with hall:
        export = Export.objects.get()
    at_once(*[in_the_hall(lambda: make(export.pk))] * 3)

    with hall:
        export.refresh_from_db()
        assert (export.state, export.attempts) == (State.READY, 1)
