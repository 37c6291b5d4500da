"""Two workers at the same mail, and at the same mailbox, at the same instant: everything happens once."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from notifications.models import Letter
from sandbox import maildirs
from tenants.divisions.models import Division
from tenants.models import Tenant
from tests.rushing import at_once
from tests.tickets.mail.conftest import compose
from tickets.choices import MailState
from tickets.mail.fetch import Busy, fetch
from tickets.mail.ledger import Place, keep
from tickets.mail.receive import receive
from tickets.models import IncomingMail, Mailbox, Message, Ticket

ADDRESS = "hall@acme.example"
ROUNDS = 5


@pytest.fixture
def halls_box(hall: Tenant, dovecots_home: tuple[Path, int]) -> Iterator[Mailbox]:
    with hall:
        box = Mailbox(name="Hall", address=ADDRESS, division=Division.objects.get(), host="127.0.0.1", port=dovecots_home[1])
        box.security, box.username = Mailbox.Security.NONE, ADDRESS
        box.keep_password("demo")
        box.save()
        yield box


def by(hall: Tenant, work: Callable[[], object]) -> Callable[[], None]:
    """As a worker does it, on a connection of its own."""

    def run() -> None:
        with hall:
            work()

    return run


def place(number: int) -> Place:
    return Place(uid_validity=1, uid=number, size=1)


def test_two_workers_at_one_mail_make_one_ticket(hall: Tenant, halls_box: Mailbox) -> None:
    for number in range(ROUNDS):
        mail = keep(halls_box, place=place(number), raw=compose())
        assert mail is not None

        at_once(*[by(hall, lambda mail_id=mail.pk: receive(mail_id))] * 2)

    assert list(IncomingMail.objects.values_list("state", flat=True)) == [MailState.OPENED] * ROUNDS
    assert (Ticket.objects.count(), Message.objects.count(), Letter.objects.count()) == (ROUNDS, ROUNDS, ROUNDS)


def test_two_workers_that_bring_one_mail_make_one_line_and_one_file(hall: Tenant, halls_box: Mailbox) -> None:
    for number in range(ROUNDS):
        raw = compose()

        at_once(*[by(hall, lambda raw=raw, number=number: keep(halls_box, place=place(number), raw=raw))] * 2)

    assert IncomingMail.objects.count() == ROUNDS
    assert len(list((Path(settings.MEDIA_ROOT) / hall.schema_name).rglob("*.eml"))) == ROUNDS


def test_two_workers_at_one_mailbox_make_one_ticket_of_each_mail(
    hall: Tenant, halls_box: Mailbox, dovecots_home: tuple[Path, int]
) -> None:
    def work() -> None:
        with suppress(Busy):
            for mail_id in fetch(Mailbox.objects.get()):
                receive(mail_id)

    for number in range(ROUNDS):
        maildirs.deliver(dovecots_home[0], ADDRESS, compose(subject=f"Mail {number}"))

    at_once(by(hall, work), by(hall, work))

    assert sorted(Ticket.objects.values_list("subject", flat=True)) == [f"Mail {number}" for number in range(ROUNDS)]
    assert IncomingMail.objects.count() == ROUNDS
