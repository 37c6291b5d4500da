"""Files without a row go away, and no others."""

import os
import shutil
import time
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from helpdesk.schedule import JOBS
from notifications.models import Letter
from tenants.divisions.models import Division
from tenants.files import private_files
from tenants.sweeping import sweep_files
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.mail.ledger import Place, keep
from tickets.models import Attachment, Mailbox

DAY = 24 * 60 * 60
UPLOAD = Upload("plan.pdf", b"%PDF-1.7 x")


@pytest.fixture(autouse=True)
def empty_disk():
    """Other tests were rolled back, their files were not."""
    for folder in Path(settings.MEDIA_ROOT).iterdir():
        shutil.rmtree(folder)


def files() -> list[str]:
    return sorted(str(file.relative_to(settings.MEDIA_ROOT)) for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file())


def let_pass(seconds: int) -> None:
    """For the files; rows know no time here."""
    for name in files():
        os.utime(Path(settings.MEDIA_ROOT) / name, times=(time.time() - seconds,) * 2)


def open_in_vain(carla) -> None:
    with transaction.atomic():
        make_ticket(carla, attachments=[UPLOAD])
        transaction.set_rollback(True)


def test_what_a_rolled_back_transaction_left_goes_after_a_day(carla):
    open_in_vain(carla)
    let_pass(DAY - 60)
    early = (sweep_files(), len(files()))
    let_pass(DAY + 60)

    assert (early, sweep_files(), files()) == ((0, 1), 1, [])


def test_the_files_of_a_deleted_ticket_go(carla):
    make_ticket(carla, attachments=[UPLOAD]).delete()
    let_pass(DAY + 60)

    assert (sweep_files(), files()) == (1, [])


def test_whatever_a_row_points_to_stays(carla):
    make_ticket(carla, attachments=[UPLOAD])
    division = Division.objects.get()
    division.logo.save("logo.png", ContentFile(b"logo"))
    box = Mailbox.objects.create(name="Support", address="support@acme.example", division=division, host="x", username="x")
    keep(box, place=Place(uid_validity=1, uid=1, size=1), raw=b"From: carla@kunde.example")
    before = files()
    let_pass(DAY + 60)

    assert (sweep_files(), files(), len(before)) == (0, before, 3)


def test_what_a_letter_will_carry_stays_though_its_message_is_gone(carla):
    make_ticket(carla, attachments=[UPLOAD], acknowledge=True)
    [attachment] = Attachment.objects.all()
    Letter.objects.update(attachments=[{"path": attachment.file.name, "name": "plan.pdf", "type": "application/pdf"}])
    attachment.delete()
    before = files()
    let_pass(DAY + 60)

    assert (sweep_files(), files(), len(before)) == (0, before, 1)


def test_what_bears_no_name_of_ours_is_not_touched(acme):
    private_files().save("by-hand/notes.txt", ContentFile(b"mine"))
    let_pass(DAY + 60)

    assert (sweep_files(), files()) == (0, ["acme/by-hand/notes.txt"])


def test_globex_is_left_alone(carla, globex):
    with globex:
        private_files().save(f"attachment/2026/11/{'a' * 32}.pdf", ContentFile(b"theirs"))
    let_pass(DAY + 60)

    assert (sweep_files(), len(files())) == (0, 1)


def test_a_workspace_without_files_has_nothing_to_sweep(acme):
    assert sweep_files() == 0


def test_five_hundred_files_and_more_cost_no_query_each(carla, django_assert_max_num_queries):
    open_in_vain(carla)
    for number in range(600):
        private_files().save(f"attachment/2026/11/{number:032x}.pdf", ContentFile(b"x"))
    let_pass(DAY + 60)

    with django_assert_max_num_queries(14):
        assert sweep_files() == 601


def test_every_job_of_the_schedule_is_a_task():
    current_app.loader.import_default_modules()

    assert [job.task for job in JOBS if job.task not in current_app.tasks] == []
