"""Bad mail and bad mailboxes: nothing is lost, nothing doubled, staff see why."""

import pytest

from tests.flows.house import House
from tickets.choices import MailState
from tickets.models import Attachment, IncomingMail, Mailbox, Ticket

GARBAGE = b"\x00\x01\xff\xfe garbage"


def test_a_wrong_password_is_told_in_the_servers_own_words_until_it_is_right(house: House, mailbox: Mailbox) -> None:
    mailbox.keep_password("wrong")
    mailbox.save(update_fields=["sealed_password"])
    somebody = house.somebody()
    house.post(somebody.writes())
    house.eventually(lambda: Mailbox.objects.get(pk=mailbox.pk).last_error)
    max_keller = house.browser("acme.localhost")
    max_keller.sign_in("max@acme.example")

    page = max_keller.get(f"/settings/mailboxes/{mailbox.pk}/").text
    mailbox.keep_password("demo")
    mailbox.save(update_fields=["sealed_password"])

    assert "[AUTHENTICATIONFAILED] Authentication failed." in page
    house.eventually(lambda: Ticket.objects.filter(requester__email=somebody.address).exists())
    house.eventually(lambda: not Mailbox.objects.get(pk=mailbox.pk).last_error)
    assert Ticket.objects.filter(requester__email=somebody.address).count() == 1


def test_a_mail_of_thirty_megabytes_is_a_ticket(house: House) -> None:
    somebody = house.somebody()
    mail = somebody.writes(subject="Video")
    video = bytes(range(256)) * (22 * 4096)
    mail.add_attachment(video, maintype="video", subtype="mp4", filename="Aufzug.mp4")

    house.post(mail)

    house.eventually(lambda: Ticket.objects.filter(requester__email=somebody.address).exists(), within=60)
    [file] = Attachment.objects.filter(message__contact__email=somebody.address)
    assert (file.name, file.size, IncomingMail.objects.get(sender=somebody.address).size > 30_000_000) == (
        "Aufzug.mp4",
        len(video),
        True,
    )
    house.letter_to(somebody.address)


@pytest.mark.parametrize(("raw", "reason"), [(b"\n", "The e-mail is empty."), (GARBAGE, "The e-mail names no sender")])
def test_what_is_no_mail_fails_alone(house: House, raw: bytes, reason: str) -> None:
    somebody = house.somebody()

    house.post(raw)
    house.post(somebody.writes())

    house.letter_to(somebody.address)
    house.eventually(lambda: IncomingMail.objects.filter(state=MailState.FAILED, reason__startswith=reason).exists())
    max_keller = house.browser("acme.localhost")
    max_keller.sign_in("max@acme.example")
    assert reason in max_keller.get("/settings/ledger/?state=failed").text


def test_a_mailbox_that_is_switched_off_keeps_its_mail_untouched(house: House, mailbox: Mailbox) -> None:
    somebody = house.somebody()
    Mailbox.objects.update(is_active=False)
    house.post(somebody.writes())
    house.hurry()

    assert not IncomingMail.objects.filter(sender=somebody.address).exists()
    Mailbox.objects.update(is_active=True)
    house.eventually(lambda: Ticket.objects.filter(requester__email=somebody.address).exists())
