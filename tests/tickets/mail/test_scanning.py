"""A virus scanner looks at what comes in (C-40): here one that knows the harmless signature scanners are tested with."""

import sys
from email import message_from_bytes, policy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.making import make_ticket
from tests.tickets.mail.conftest import compose
from tickets.actions.scanning import Finding, scan
from tickets.choices import MailState
from tickets.mail.receive import receive, receive_again
from tickets.models import Attachment

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCANNER = [sys.executable, "-c", "import sys; sys.exit(b'EICAR-STANDARD' in sys.stdin.buffer.read())"]
OUT_OF_ORDER = [sys.executable, "-c", "import sys; sys.exit(2)"]
SLOW = [sys.executable, "-c", "import time; time.sleep(20)"]


@pytest.fixture
def scanner(settings):
    settings.SCAN_COMMAND = SCANNER


@pytest.fixture
def infected(kai):
    mail = message_from_bytes(compose(sender=kai.email, subject="Invoice"), policy=policy.default)
    mail.add_attachment(EICAR, maintype="application", subtype="pdf", filename="invoice.pdf")
    mail.add_attachment(b"harmless", maintype="text", subtype="plain", filename="note.txt")
    return mail


@pytest.mark.parametrize(
    ("command", "finding"),
    [([], Finding.CLEAN), (SCANNER, Finding.HARMFUL), (OUT_OF_ORDER, Finding.UNKNOWN), (["/no/such/scanner"], Finding.UNKNOWN)],
)
def test_a_scanner_says_what_it_found(settings, command, finding):
    settings.SCAN_COMMAND = command

    assert scan(EICAR) is finding


def test_one_that_does_not_answer_in_time_found_nothing_out(settings):
    settings.SCAN_COMMAND, settings.SCAN_SECONDS = SLOW, 0.2

    assert scan(b"") is Finding.UNKNOWN


@pytest.mark.spec("C-40")
@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (SCANNER, "“invoice.pdf” was refused by the virus scanner."),
        (OUT_OF_ORDER, "“invoice.pdf” could not be checked for viruses just now; please try again later."),
    ],
)
def test_a_harmful_upload_is_refused_beside_the_field_and_costs_no_word(carla, ada, at_desk, settings, command, complaint):
    settings.SCAN_COMMAND = command
    ticket = make_ticket(carla)
    typed = {"body": "A long answer.", "then": "open", "attachments": [SimpleUploadedFile("invoice.pdf", EICAR)]}

    answer = at_desk(ada).post(f"/tickets/{ticket.pk}/replies/", typed)

    page = answer.content.decode()
    assert (answer.status_code, ticket.messages.count(), Attachment.objects.count()) == (422, 1, 0)
    assert complaint in page
    assert "A long answer." in page


def test_a_scanner_that_does_not_answer_is_asked_for_one_of_many_files(carla, ada, at_desk, settings, tmp_path):
    asked = tmp_path / "asked"
    settings.SCAN_COMMAND = [sys.executable, "-c", f"import sys; open({str(asked)!r}, 'a').write('x'); sys.exit(2)"]
    files = [SimpleUploadedFile(f"{number}.txt", b"clean") for number in range(3)]
    typed = {"body": "See.", "then": "open", "attachments": files}

    answer = at_desk(ada).post(f"/tickets/{make_ticket(carla).pk}/replies/", typed)

    assert (answer.status_code, asked.read_text()) == (422, "x")


def test_what_is_clean_is_kept_whole(carla, ada, at_desk, scanner):
    ticket = make_ticket(carla)

    typed = {"body": "See.", "then": "open", "attachments": [SimpleUploadedFile("plan.txt", b"clean")]}

    at_desk(ada).post(f"/tickets/{ticket.pk}/replies/", typed)

    assert Attachment.objects.get().file.read() == b"clean"


@pytest.mark.spec("C-40")
def test_of_a_mail_the_harmful_file_is_left_out_and_says_so(infected, arrive, scanner):
    mail = arrive(infected.as_bytes())

    assert mail.state == MailState.OPENED
    kept = {file.name: file.file.read() for file in Attachment.objects.all()}
    assert kept == {
        "invoice.pdf.txt": "The file “invoice.pdf” was left out: the virus scanner refused it.".encode(),
        "note.txt": b"harmless",
    }


@pytest.mark.spec("C-40")
def test_a_mail_that_could_not_be_looked_through_waits_with_its_reason(infected, arrive, settings):
    settings.SCAN_COMMAND = OUT_OF_ORDER
    mail = arrive(infected.as_bytes())
    reason = "Its files could not be checked for viruses. Receive it again when the virus scanner answers."
    assert (mail.state, mail.reason, Attachment.objects.count()) == (MailState.FAILED, reason, 0)

    settings.SCAN_COMMAND = SCANNER
    assert receive_again(mail)
    receive(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, Attachment.objects.count()) == (MailState.OPENED, 2)
