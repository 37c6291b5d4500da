"""Whoever dies over an import, whoever stops it: each row is done once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Contact
from imports import stepping, undoing, working
from imports.choices import Stage, State
from imports.models import Import, Line
from imports.receiving import NotNow, TooMany, check, go_on, receive, remove, run, stop, undo
from imports.sweeping import sweep
from imports.working import work
from tenants.locks import alone
from tests.imports.conftest import brought, checked, taken_over, worked

FILE = "name,email\n" + "".join(f"N{number},n{number}@kunde.example\n" for number in range(10))


@pytest.fixture
def in_threes(monkeypatch):
    """Three rows at once, and every time somebody else gets a turn."""
    monkeypatch.setattr(stepping, "AT_ONCE", 3)
    monkeypatch.setattr(working, "STRETCH", 0)


def numbers():
    return list(Line.objects.order_by("number").values_list("number", flat=True))


def test_it_goes_a_stretch_at_a_time(ada, in_threes):
    importing = run(checked(brought(FILE, by=ada)))

    assert work(importing.pk)
    importing.refresh_from_db()
    assert (importing.done, importing.total, Contact.objects.count()) == (3, 10, 3)
    importing = worked(importing)

    assert (importing.done, importing.state) == (10, State.DONE)
    assert numbers() == list(range(2, 12))
    assert list(Contact.objects.order_by("pk").values_list("name", flat=True)) == [f"N{number}" for number in range(10)]


def test_what_dies_in_the_middle_of_some_rows_does_them_once(ada, in_threes, monkeypatch):
    importing = run(checked(brought(FILE, by=ada)))
    work(importing.pk)

    class Killed(BaseException):
        """As a power cut."""

    def dies(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(Line.objects, "bulk_create", dies)
        with pytest.raises(Killed):
            work(importing.pk)
    assert (Contact.objects.count(), numbers()) == (3, [2, 3, 4])

    assert worked(importing).counts["created"] == 10
    assert (Contact.objects.count(), numbers()) == (10, list(range(2, 12)))


def test_stopped_it_can_go_on_or_be_undone(ada, in_threes):
    importing = run(checked(brought(FILE, by=ada)))
    work(importing.pk)
    stop(importing)

    assert not work(importing.pk)
    assert Contact.objects.count() == 3
    importing = go_on(importing)
    work(importing.pk)
    stop(importing)

    importing = worked(undo(importing))

    assert (importing.stage, importing.state, importing.tally) == (Stage.UNDOING, State.DONE, {"removed": 6})
    assert Contact.objects.count() == 0


def test_undoing_that_was_stopped_goes_on(ada, in_threes, monkeypatch):
    monkeypatch.setattr(undoing, "AT_ONCE", 4)
    importing = undo(taken_over(brought(FILE, by=ada)))

    work(importing.pk)
    stop(importing)
    assert Contact.objects.count() == 6
    importing = worked(go_on(importing))

    assert (importing.done, importing.total, Contact.objects.count()) == (10, 10, 0)


def test_what_kills_its_worker_again_and_again_has_failed_and_can_go_on(ada):
    importing = run(checked(brought(FILE, by=ada)))
    Import.objects.update(attempts=3)

    assert not work(importing.pk)
    importing.refresh_from_db()
    assert (importing.state, importing.error) == (State.FAILED, "Work on it was interrupted several times.")

    assert worked(go_on(importing)).counts["created"] == 10


def test_while_one_works_on_it_nobody_else_does(ada):
    importing = run(checked(brought(FILE, by=ada)))

    with alone(f"import:{importing.pk}"):
        assert not work(importing.pk)

    assert Contact.objects.count() == 0


def test_each_step_has_its_time(ada):
    importing = brought(FILE, by=ada)
    for verb in (run, undo, go_on):
        with pytest.raises(NotNow):
            verb(importing)

    importing = run(checked(importing))
    for verb in (check, run, undo, remove):
        with pytest.raises(NotNow):
            verb(importing)
    assert worked(importing).state == State.DONE


def test_one_person_has_some_at_a_time(ada, ben):
    def bring(by):
        return receive(ContentFile(FILE.encode(), name="x.csv"), target="contacts", by=by)

    for _each in range(3):
        bring(ada)
    with pytest.raises(TooMany):
        bring(ada)
    assert bring(ben).name == "x.csv"


def test_what_expires_is_forgotten_with_its_files(ada, acme, django_capture_on_commit_callbacks):
    def files():
        return {path for path in (Path(ours.MEDIA_ROOT) / "acme/import").rglob("*") if path.is_file()}

    before = files()
    importing = taken_over(brought(FILE, by=ada))
    assert len(files() - before) == 2
    old, dead = timezone.now() - timedelta(days=1), run(checked(brought(FILE, by=ada)))
    Import.objects.filter(pk=importing.pk).update(expires_at=old)
    Import.objects.filter(pk=dead.pk).update(woken_at=old, expires_at=old)

    assert sweep() == [dead.pk]
    assert list(Import.objects.all()) == [dead]
    assert not Line.objects.filter(importing=importing.pk).exists()
    stop(dead)
    with django_capture_on_commit_callbacks(execute=True):
        remove(dead)
    assert files() == before


def test_fifty_rows_need_no_more_queries_than_one(ada):
    def queries(rows):
        importing = check(brought("name,email\n" + "".join(f"N,n{n}@kunde.example\n" for n in range(rows)), by=ada))
        with CaptureQueriesContext(connection) as asked:
            worked(importing)
            worked(run(Import.objects.get(pk=importing.pk)))
        Contact.objects.all().delete()
        return len(asked)

    assert queries(1) == queries(50)


def test_lines_of_a_run_before_go_without_being_read(ada, django_assert_num_queries):
    """However many they are; a worker that read them would need memory for each."""
    checked(brought("Name,E-Mail\nA,a@x.example\nB,b@x.example\n", by=ada))

    with django_assert_num_queries(1):
        assert Line.objects.all().delete() == (2, {"imports.Line": 2})
