"""Mailboxes on a real Dovecot."""

from collections.abc import Callable
from typing import Any

import pytest
from imapclient import IMAPClient  # noqa: TID251 -- a colleague's mail program

from tests.tickets.mail.conftest import Post, compose
from tickets.choices import MailState
from tickets.mail.fetch import TOO_LARGE, Busy, check, fetch
from tickets.mail.imap import account_of, opened
from tickets.models import IncomingMail, Mailbox


def test_new_mails_come_in_order_once_and_are_marked_as_seen(box: Mailbox, post: Post) -> None:
    for number in range(3):
        post(compose(subject=f"Mail {number}"))

    first, again = list(fetch(box)), list(fetch(box))

    assert [IncomingMail.objects.get(pk=pk).subject for pk in first] == ["Mail 0", "Mail 1", "Mail 2"]
    assert again == []
    assert unseen(box) == []
    assert (box.last_uid, box.last_error, Mailbox.objects.get().last_fetched_at is not None) == (3, "", True)


def test_the_bytes_are_kept_as_they_came(box: Mailbox, post: Post) -> None:
    raw = compose(text="Ümläute\n").replace(b"\r\n", b"\n")
    post(raw)

    [pk] = fetch(box)

    assert IncomingMail.objects.get(pk=pk).raw.read().replace(b"\r\n", b"\n") == raw


def test_of_a_new_mailbox_only_what_is_unread_comes(box: Mailbox, post: Post) -> None:
    post(compose(subject="read long ago"))
    as_a_person(box, lambda client: client.add_flags([1], [rb"\Seen"]))
    post(compose(subject="unread"))

    list(fetch(box))
    post(compose(subject="new"))
    as_a_person(box, lambda client: client.add_flags([3], [rb"\Seen"]))
    list(fetch(box))

    assert sorted(IncomingMail.objects.values_list("subject", flat=True)) == ["new", "unread"]


def test_a_rebuilt_folder_brings_nothing_twice(box: Mailbox, post: Post) -> None:
    post(compose())
    list(fetch(box))
    as_a_person(box, lambda client: client.remove_flags([1], [rb"\Seen"]))
    Mailbox.objects.update(uid_validity=1, last_uid=999)

    assert list(fetch(box)) == []
    assert (IncomingMail.objects.count(), unseen(box)) == (1, [])


def test_a_mail_that_is_too_large_stays_and_is_named_once(box: Mailbox, post: Post, settings: Any) -> None:
    settings.MAIL_MAX_BYTES = 5000
    post(compose(subject="Video", text="x" * 6000))
    post(compose(subject="small"))

    list(fetch(box))
    list(fetch(box))

    large = IncomingMail.objects.get(subject="Video")
    assert (large.state, large.reason, bool(large.raw), large.sender) == (
        MailState.FAILED,
        TOO_LARGE,
        False,
        "carla@kunde.example",
    )
    assert IncomingMail.objects.count() == 2
    assert unseen(box) == [1]


def test_the_servers_own_words_are_kept_until_it_works(box: Mailbox, post: Post) -> None:
    box.keep_password("wr0ng-secret")
    box.save()

    assert check(box) is None
    assert Mailbox.objects.get().last_error == "[AUTHENTICATIONFAILED] Authentication failed."

    box.keep_password("demo")
    box.save()
    post(compose())
    assert (check(box), Mailbox.objects.get().last_error) == (1, "")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"folder": "Nirgends"}, "doesn't exist"),
        ({"security": "tls"}, "SSL"),
        ({"security": "starttls"}, "STARTTLS"),
        ({"host": "nowhere.invalid"}, "not known"),
        ({"sealed_password": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}, "enter it again"),
    ],
)
def test_whatever_is_wrong_is_said(box: Mailbox, change: dict[str, str], words: str) -> None:
    Mailbox.objects.update(**change)

    assert list(fetch(box)) == []

    assert words in Mailbox.objects.get().last_error


def test_one_at_a_time(box: Mailbox, post: Post) -> None:
    post(compose())
    post(compose())
    first = fetch(box)
    next(first)

    with pytest.raises(Busy):
        next(fetch(box))

    assert len(list(first)) == 1


def test_a_password_shows_in_no_representation(box: Mailbox) -> None:
    assert "demo" not in repr(account_of(box))


def unseen(box: Mailbox) -> list[int]:
    with opened(account_of(box)) as folder:
        return [waiting.uid for waiting in folder.unseen()]


def as_a_person(box: Mailbox, act: Callable[[IMAPClient], object]) -> None:
    """In the mail program of somebody who reads the mailbox, too."""
    with IMAPClient(box.host, box.port, ssl=False) as client:
        client.login(box.username, "demo")
        client.select_folder("INBOX")
        act(client)
