"""What the menu of a ticket does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.models import Letter
from tests.making import make_contact, make_ticket
from tickets.actions.changing import change
from tickets.actions.deleting import delete
from tickets.actions.inviting import invite
from tickets.actions.linking import link
from tickets.actions.listing import list_step
from tickets.actions.merging import merge
from tickets.actions.subscribing import subscribe
from tickets.choices import Category, LinkKind, Verb
from tickets.models import Event, Priority, Ticket


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada)


@pytest.fixture
def path(ticket):
    return f"/tickets/{ticket.pk}/"


def test_the_menu_leads_everywhere(path, desk, read):
    page = read(desk.get(path))

    doors = ["snooze", "recommendation", "changes", "copy", "merge", "deletion"]
    assert [door for door in doors if f'href="{path}{door}/"' not in page] == []
    assert [desk.get(f"{path}{door}/").status_code for door in doors] == [200] * len(doors)


def test_an_agent_puts_it_off_and_wakes_it(path, ticket, desk, read):
    until = timezone.localtime() + timedelta(days=3)
    assert desk.post(f"{path}snooze/", {"until": until.strftime("%Y-%m-%dT%H:%M")})["Location"] == path
    ticket.refresh_from_db()
    assert (ticket.status.category, ticket.snoozed_until) == (Category.POSTPONED, until.replace(second=0, microsecond=0))
    assert f'action="{path}waking/"' in read(desk.get(path))

    desk.post(f"{path}waking/")

    ticket.refresh_from_db()
    assert (ticket.status.category, ticket.snoozed_until) == (Category.OPEN, None)


@pytest.mark.parametrize("until", ["", "tomorrow", "2020-01-01T08:00", "9999-01-01T08:00", "2026-13-45T99:00"])
def test_a_wrong_moment_gets_a_clear_answer(path, ticket, desk, until):
    answer = desk.post(f"{path}snooze/", {"until": until})

    ticket.refresh_from_db()
    assert (answer.status_code, ticket.snoozed_until) == (422, None)


@pytest.mark.spec("CP-14", "B-6")
def test_an_agent_deletes_after_being_asked_and_takes_it_back(path, ticket, desk, read):
    assert "Delete this ticket?" in read(desk.get(f"{path}deletion/"))
    assert Ticket.objects.deleted().count() == 0

    page = read(desk.post(f"{path}deletion/", follow=True))
    assert f'action="{path}restoration/"' in page
    assert desk.get(path).status_code == 404
    assert desk.post(f"{path}notes/", {"body": "x"}).status_code == 404

    assert desk.post(f"{path}restoration/")["Location"] == path
    assert desk.get(path).status_code == 200


def test_only_administrators_restore_what_others_deleted(path, ticket, ben, max, desk, at_desk):
    delete(ticket, by=ben)

    assert desk.post(f"{path}restoration/").status_code == 404
    assert at_desk(max).post(f"{path}restoration/")["Location"] == path


def test_the_bin_is_for_administrators(ticket, ada, max, desk, at_desk, read):
    delete(ticket, by=ada)
    door = f"/settings/bin/{ticket.pk}/"

    assert [desk.get("/settings/bin/").status_code, desk.get(door).status_code, desk.post(door).status_code] == [403] * 3
    admin = at_desk(max)
    assert "Printer on fire" in read(admin.get("/settings/bin/"))
    assert "Nothing brings it back." in read(admin.get(door))
    assert admin.post(door)["Location"] == "/settings/bin/"
    assert Ticket.objects.count() == 0
    assert admin.post(door).status_code == 404


def test_deleted_the_portal_knows_nothing_of_it(ticket, ada, carla, at_portal, read):
    delete(ticket, by=ada)
    browser = at_portal(carla.user)

    assert browser.get(f"/tickets/{ticket.pk}/").status_code == 404
    assert browser.post(f"/tickets/{ticket.pk}/answers/", {"body": "x"}).status_code == 404
    assert "Printer on fire" not in read(browser.get("/"))


@pytest.mark.spec("CP-14")
def test_an_agent_copies_once_however_often_it_is_sent(path, ticket, desk, read):
    page = read(desk.get(f"{path}copy/"))
    assert "It burns." in page
    form = {"subject": "Printer again", "body": "It burns.", "parts": ["responsible"], "token": str(uuid4())}

    answers = [desk.post(f"{path}copy/", form) for _ in range(2)]

    new = Ticket.objects.exclude(pk=ticket.pk).get()
    assert [answer["Location"] for answer in answers] == [f"/tickets/{new.pk}/"] * 2
    assert (new.subject, new.responsible) == ("Printer again", ticket.responsible)


@pytest.mark.parametrize("wrong", [{"subject": ""}, {"subject": "x" * 10_000}, {"body": ""}, {"parts": ["all"]}])
def test_a_copy_with_wrong_words_keeps_what_was_typed(path, desk, read, wrong):
    form = {"subject": "Printer again", "body": "It burns.", "parts": ["tags"], "token": str(uuid4())} | wrong

    answer = desk.post(f"{path}copy/", form)

    assert answer.status_code == 422
    assert (form["subject"] or form["body"]) in read(answer)
    assert Ticket.objects.count() == 1


@pytest.mark.spec("CP-14")
def test_changes_show_before_and_after_who_and_when(path, ticket, ada, desk, read):
    high = Priority.objects.get(level=3)
    change(ticket, by=ada, version=1, priority=high, subject="Printer <b>cold</b>")

    page = read(desk.get(f"{path}changes/"))

    assert "<del>Normal</del>" in page
    assert "<ins>High</ins>" in page
    assert "<del>Printer on fire</del>" in page
    assert "<ins>Printer &lt;b&gt;cold&lt;/b&gt;</ins>" in desk.get(f"{path}changes/").content.decode()
    assert page.count("Ada Lovelace") >= 2
    only = read(desk.get(f"{path}changes/?field=priority"))
    assert ("<ins>High</ins>" in only, "<del>Printer on fire</del>" in only) == (True, False)


def test_the_past_of_a_merged_ticket_stays_readable(ticket, ada, carla, desk, read):
    old = make_ticket(carla, subject="Smoke")
    change(old, by=ada, version=1, subject="Much smoke")
    merge(old, into=ticket, by=ada)

    assert "<ins>Much smoke</ins>" in read(desk.get(f"/tickets/{old.pk}/changes/"))


def test_changes_need_as_many_queries_for_1_as_for_45(path, ticket, ada, desk):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            desk.get(f"{path}changes/")
        return len(counted)

    change(ticket, by=ada, version=1, subject="First")
    few = queries()
    for number in range(44):
        change(ticket, by=ada, version=Ticket.objects.get().version, subject=str(number))

    assert queries() == few


@pytest.mark.spec("CP-14")
def test_an_agent_recommends_to_a_colleague_and_an_address(path, ticket, ben, desk):
    form = {"colleagues": [ben.pk], "addresses": "a@else.example; B@else.example\na@else.example", "token": str(uuid4())}

    for _ in range(2):
        assert desk.post(f"{path}recommendation/", form)["Location"] == path

    letters = Letter.objects.filter(template="ticket_recommended").order_by("pk")
    assert [letter.to_address for letter in letters] == ["ben@acme.example", "a@else.example", "b@else.example"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Please choose a colleague, or give an address."),
        ({"addresses": "nobody, a@else.example"}, "This is not an e-mail address: nobody"),
        ({"colleagues": ["4711"]}, "4711 is not one of the available choices."),
        ({"addresses": ",".join(f"a{n}@else.example" for n in range(51))}, "At most 50 addresses at once."),
        ({"addresses": "a@else.example\r\nBcc: x@else.example"}, "This is not an e-mail address: bcc:"),
    ],
)
def test_recommending_to_nobody_gets_a_clear_answer(path, desk, read, form, said):
    answer = desk.post(f"{path}recommendation/", {**form, "token": str(uuid4())})

    assert (answer.status_code, said in read(answer)) == (422, True)
    assert Event.objects.filter(verb=Verb.RECOMMENDED).count() == 0


@pytest.mark.spec("CP-14")
def test_an_agent_watches_and_stops(path, ticket, ada, desk, read):
    assert desk.post(f"{path}subscription/")["Location"] == path
    page = read(desk.get(path))
    assert (f'action="{path}unsubscription/"' in page, f'action="{path}subscription/"' in page) == (True, False)

    desk.post(f"{path}unsubscription/")

    assert ticket.subscriptions.count() == 0


def test_the_ticket_page_needs_at_most_20_queries_however_much_stands_beside_it(path, ticket, ada, carla, ben, desk):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            desk.get(path)
        return len(counted)

    surround(ticket, carla, by=ada, times=1)
    few = queries()
    surround(ticket, carla, by=ada, times=10)
    subscribe(ticket, by=ben)

    assert queries() == few
    assert few <= 20


def surround(ticket, carla, *, by, times):
    for number in range(times):
        list_step(ticket, by=by, text=f"Step {times} {number}")
        link(ticket, to=make_ticket(carla), kind=LinkKind.RELATED, by=by)
        known = make_contact(f"c{times}-{number}@kunde.example", name="Known")
        invite(ticket, by=by, addresses=[f"a{times}-{number}@else.example", known.email])
        merge(make_ticket(carla), into=ticket, by=by)
    subscribe(ticket, by=by)


def test_who_deleted_a_ticket_for_good_is_told_at_its_number_and_in_the_bin(
    ticket, ada, max, desk, at_desk, at_portal, carla, read
):
    delete(ticket, by=ada)
    admin = at_desk(max)
    admin.post(f"/settings/bin/{ticket.pk}/")

    gone = desk.get(f"/tickets/{ticket.pk}/")

    assert (gone.status_code, "Deleted for good by Max Keller" in read(gone)) == (410, True)
    assert "put into the bin by Ada Lovelace" in read(admin.get("/settings/bin/"))
    assert "Printer on fire" not in read(admin.get("/settings/bin/"))
    assert [at_portal(carla.user).get(f"/tickets/{ticket.pk}/").status_code, desk.get("/tickets/4711/").status_code] == [404] * 2
