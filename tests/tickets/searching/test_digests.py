"""The database keeps what is found of a ticket, whoever writes on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from customers.models import Asset, Organisation
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.closing import close
from tickets.actions.deleting import delete, purge, restore
from tickets.actions.editing import edit, redact
from tickets.actions.inventing import invent
from tickets.actions.merging import merge, unmerge
from tickets.actions.noting import note
from tickets.actions.relating import add_asset, add_reference, drop_asset
from tickets.actions.replying import reply
from tickets.actions.splitting import split, unsplit
from tickets.actions.withdrawing import withdraw
from tickets.models import CustomField, Digest, ExternalReference, Message, Ticket, Word


@pytest.fixture
def lift(carla):
    return make_ticket(carla, subject="Lift", body="Die Kabine wackelt.")


@pytest.fixture
def lamp(carla):
    return make_ticket(carla, subject="Lamp", body="Sie flackert.")


def words():
    return set(Word.objects.values_list("written", flat=True))


@pytest.mark.spec("RB-15")
def test_what_is_noted_is_found_by_staff_alone(lift, ada, finds, customer_finds):
    reply(lift, by=ada, html="<p>Seilrolle</p>", attachments=[Upload(name="Wartungsplan.pdf", content=b"x")])
    note(lift, by=ada, html="<p>Querulant</p>", attachments=[Upload(name="Mahnung_3.pdf", content=b"x")])
    Ticket.objects.filter(pk=lift.pk).update(solution="Getriebe getauscht")

    for_all, for_staff = ["Kabine", "Seilrolle", "Wartungsplan", "Lift"], ["Querulant", "Mahnung", "Getriebe"]

    assert [finds(each) for each in for_all + for_staff] == [["Lift"]] * 7
    assert [customer_finds(each) for each in for_all] == [["Lift"]] * 4
    assert [customer_finds(each) for each in for_staff] == [[]] * 3


def test_a_customer_finds_nothing_that_can_still_be_taken_back(lift, ada, finds, customer_finds, settings):
    settings.UNDO_SECONDS = 60
    answer = reply(lift, by=ada, html="<p>Seilrolle</p>")

    assert (finds("Seilrolle"), customer_finds("Seilrolle"), customer_finds("Lift")) == (["Lift"], [], ["Lift"])
    Message.objects.filter(pk=answer.pk).update(leaves_at=timezone.now() - timedelta(seconds=1))
    assert customer_finds("Seilrolle") == ["Lift"]


def test_what_was_taken_back_or_changed_is_not_found_any_more(lift, ada, max, finds, settings):
    settings.UNDO_SECONDS = 60
    withdraw(reply(lift, by=ada, html="<p>Seilrolle</p>"), by=ada)
    noted = note(lift, by=ada, html="<p>Umlenkrolle</p>")
    edit(noted, by=ada, html="<p>Treibscheibe</p>", seen=0)

    assert [finds(each) for each in ("Seilrolle", "Umlenkrolle", "Treibscheibe")] == [[], [], ["Lift"]]


@pytest.mark.spec("B-13")
def test_what_was_redacted_is_forgotten_but_for_words_that_others_said(lift, lamp, ada, max, finds):
    file = [Upload(name="Personalausweis.pdf", content=b"x")]
    said = reply(lift, by=ada, html="<p>Kennwort Zauberlehrling flackert</p>", attachments=file)
    assert {"zauberlehrling", "personalausweis", "flackert"} <= words()

    redact(said, by=max, html="<p>(entfernt)</p>", seen=0, files=said.attachments.all())

    assert (finds("Zauberlehrling"), finds("Personalausweis"), finds("flackert")) == ([], [], ["Lamp"])
    assert words() & {"kennwort", "zauberlehrling", "personalausweis", "flackert", "kabine"} == {"flackert", "kabine"}


@pytest.mark.spec("B-6")
def test_words_go_with_their_messages(lift, lamp, ada, kai, finds):
    merge(lamp, into=lift, by=ada)
    assert (finds("flackert"), finds("Lamp")) == (["Lift"], [])

    unmerge(lamp, by=ada)
    assert (finds("flackert"), finds("kabine")) == (["Lamp"], ["Lift"])

    new = split(lamp_answer(lamp, kai), by=ada, subject="Switch")
    assert (finds("Schalter"), finds("flackert")) == (["Switch"], ["Lamp"])
    unsplit(new, by=ada)
    assert finds("Schalter") == ["Lamp"]


def lamp_answer(lamp, kai):
    from tickets.actions.answering import answer
    from tickets.choices import Source

    return answer(lamp, by=kai, html="<p>Der Schalter klemmt.</p>", source=Source.MAIL)


def test_what_is_deleted_for_good_leaves_no_word(lift, lamp, max, finds):
    delete(lift, by=max)
    assert (finds("Kabine"), "kabine" in words()) == ([], True)
    restore(lift, by=max)
    assert finds("Kabine") == ["Lift"]

    delete(lift, by=max)
    purge(lift, by=max)

    assert [digest.ticket_id for digest in Digest.objects.all()] == [lamp.pk]
    assert words() & {"kabine", "lift", "lamp", "carla"} == {"lamp", "carla"}


def test_what_it_is_about_is_found_with_it(lift, max, finds):
    tower = Asset.objects.create(name="Nordturm", number="NT-7", address="Hafenweg 3")
    add_asset(lift, tower, by=max)
    add_reference(lift, ExternalReference(channel="SAP", external_id="4711-X", reply_id="R9"), by=max)
    field = invent(CustomField(name="Gewerk", kind="choice"), options=["Aufzugsbau"])
    Ticket.objects.filter(pk=lift.pk).update(
        custom={str(field.pk): field.options.get().pk}, organisation=Organisation.objects.create(name="Elbwohnen eG")
    )

    asked = ["Nordturm Kabine", "nt-7", "Hafenweg", "4711-X", "SAP R9", "Aufzugsbau", "Elbwohnen", "Carla Sommer", "kunde"]

    assert {each: finds(each) for each in asked} == {each: ["Lift"] for each in asked}
    drop_asset(lift, tower, by=max)
    assert finds("Nordturm") == []


def test_whether_it_is_open_is_known(lift, ada):
    assert Digest.objects.get(ticket=lift).is_open
    close(lift, by=ada)
    assert not Digest.objects.get(ticket=lift).is_open


def test_a_ticket_is_never_too_long_to_be_saved(lift, ada, finds):
    field = invent(CustomField(name="Long", kind="long_text"))
    Ticket.objects.filter(pk=lift.pk).update(custom={str(field.pk): " ".join(f"w{n}" for n in range(200_000))})
    note(lift, by=ada, html=f"<p>{' '.join(f'z{n}' for n in range(120_000))}</p>")
    note(lift, by=ada, html="<p>Zuletzt</p>")

    assert (finds("Lift"), finds("w1 Kabine"), Message.objects.filter(ticket=lift).count()) == (["Lift"], ["Lift"], 3)


def test_only_whether_a_word_is_still_said_is_planned_for_that_word(acme):
    """For a rare word the index is right, for a common one reading rows is; all else is found by keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'acme'::regnamespace AND proconfig <> '{}'")
        modes = dict(cursor.fetchall())

    assert modes == {
        **{name: ["plan_cache_mode=force_generic_plan"] for name in ("desk_redigest", "desk_add", "desk_learn")},
        "desk_forget": ["plan_cache_mode=auto"],
    }
