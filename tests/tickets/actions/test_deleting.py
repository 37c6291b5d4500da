"""The bin."""

import pytest

from notifications.models import Letter, Ring
from tenants.files import private_files
from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.attaching import Upload
from tickets.actions.deleting import delete, purge, restore
from tickets.actions.merging import merge
from tickets.actions.replying import reply
from tickets.choices import Verb
from tickets.models import Attachment, Event, Message, Purge, Ticket


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada, attachments=[Upload(name="plan.txt", content=b"plan")])


@pytest.mark.spec("CP-14", "B-6")
def test_deleted_nobody_sees_it_restored_everybody_does(ticket, ada, carla):
    delete(ticket, by=ada)
    assert list(Ticket.objects.visible_to(ada)) == list(Ticket.objects.visible_to(carla.user)) == []
    assert list(Ticket.objects.deleted().values_list("pk", "deleted_by")) == [(ticket.pk, ada.pk)]

    restore(ticket, by=ada)

    assert list(Ticket.objects.visible_to(ada)) == list(Ticket.objects.visible_to(carla.user)) == [ticket]
    said = list(ticket.events.filter(verb__in=[Verb.DELETED, Verb.RESTORED]).values_list("verb", "actor"))
    assert said == [(Verb.DELETED, ada.pk), (Verb.RESTORED, ada.pk)]


def test_deleted_and_restored_twice_is_once(ticket, ada, ben):
    for _ in range(2):
        delete(ticket, by=ada)
    for _ in range(2):
        restore(ticket, by=ben)

    assert Event.objects.filter(verb__in=[Verb.DELETED, Verb.RESTORED]).count() == 2


def test_deleted_for_good_nothing_is_left(ticket, ada, carla, django_capture_on_commit_callbacks):
    other = make_ticket(carla, subject="Stays", acknowledge=True)
    merged = make_ticket(carla, attachments=[Upload(name="merged.txt", content=b"merged")], acknowledge=True)
    merge(merged, into=ticket, by=ada)
    reply(ticket, by=ada, html="<p>We come.</p>")
    files = list(Attachment.objects.values_list("file", flat=True))
    assert [private_files().exists(name) for name in files] == [True, True]
    delete(ticket, by=ada)

    with django_capture_on_commit_callbacks(execute=True):
        purge(ticket, by=ada)

    assert [private_files().exists(name) for name in files] == [False, False]
    assert list(Ticket.objects.all()) == [other]
    assert [(gone.number, gone.by, gone.deleted_by) for gone in Purge.objects.order_by("pk")] == [
        (ticket.pk, ada, ada),
        (merged.pk, ada, ada),
    ]
    assert {message.ticket for message in Message.objects.all()} == {other}
    assert {letter.topic for letter in Letter.objects.all()} == {other.topic}
    assert not Ring.objects.filter(topic=ticket.topic).exists()


def test_what_is_not_in_the_bin_is_not_deleted_for_good(ticket, ada):
    purge(ticket, by=ada)

    assert Ticket.objects.get() == ticket


def test_two_who_delete_at_once_delete_once(hall):
    with hall:
        ada, ben = (make_staff(f"{name}@acme.example", name=name) for name in ("Ada", "Ben"))
        ticket = make_ticket(make_contact("kai@kunde.example", name="Kai"))

    def deleting(by):
        with hall:
            delete(ticket, by=by)

    at_once(lambda: deleting(ada), lambda: deleting(ben))

    with hall:
        assert Event.objects.filter(verb=Verb.DELETED).count() == 1
