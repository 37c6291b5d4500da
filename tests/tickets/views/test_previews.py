"""Before something is saved its form says who will be told, and is kept to it."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Role
from notifications.models import Letter, Ring
from tests.making import make_ticket
from tickets.actions.drafting import save_draft
from tickets.actions.inviting import invite
from tickets.actions.subscribing import subscribe
from tickets.choices import Told, Verb
from tickets.models import Status, TicketType, Transition


@pytest.fixture
def ticket(carla, ben):
    ticket = make_ticket(carla, responsible=ben)
    invite(ticket, by=ben, addresses=["boss@kunde.example"])
    invite(ticket, by=ben, addresses=["janitor@kunde.example"], level=Told.CREATION)
    for told in (Letter, Ring):
        told.objects.all().delete()
    return ticket


def seen_in(page, form):
    part = page[page.index(f'id="told-{form}"') :]
    return re.search(r'name="seen" value="(.*?)">', part)[1]


def plain(part):
    return " ".join(re.sub(r"<[^>]+>", "", part).split())


@pytest.mark.spec("C-26", "B-1", "B-2")
def test_the_composers_name_everybody_the_way_and_the_reason(ticket, ada, max, desk, read):
    subscribe(ticket, by=ada)
    save_draft(ticket, by=ada, kind="internal", html="Look at this, @Max.")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    reply, note = (plain(page[page.index(f'id="told-{form}"') :][:4000]) for form in ("reply", "note"))
    assert "E-mail to Carla Sommer (carla@kunde.example), boss@kunde.example, Ben Roth (ben@acme.example)" in reply
    for line in (
        "Carla Sommer (carla@kunde.example) asked",
        "boss@kunde.example takes part",
        "Ben Roth (ben@acme.example) is responsible",
        "janitor@kunde.example is told at the beginning only",
        "Ada Lovelace (ada@acme.example) nobody is told what they do themselves",
    ):
        assert line in reply
    assert "Nobody gets an e-mail. Notification: Max Keller, Ben Roth" in note
    assert "Max Keller is mentioned" in note
    assert ("Send to 3 recipients" in page, "Save note" in page, "Without telling anybody" in page) == (True, True, True)
    assert json.loads(seen_in(page, "reply")) == {"replied": ["ben@acme.example", "boss@kunde.example", "carla@kunde.example"]}


@pytest.mark.spec("B-1")
def test_words_are_said_anew_while_somebody_writes(ticket, ada, max, desk, read):
    invite(ticket, by=max, addresses=["new@kunde.example"])
    save_draft(ticket, by=ada, kind="internal", html="Look at this, @Max.")

    reply, note = (read(desk.get(f"/tickets/{ticket.pk}/recipients/{form}/")) for form in ("reply", "note"))

    assert ("new@kunde.example" in reply, "Send to 4 recipients" in reply) == (True, True)
    assert "Notification: Max Keller" in note
    assert desk.get(f"/tickets/{ticket.pk}/recipients/else/").status_code == 404


@pytest.mark.spec("B-1", "C-26")
def test_an_answer_to_others_than_its_page_named_is_refused_and_loses_nothing(ticket, ada, ben, desk, read):
    at = f"/tickets/{ticket.pk}/replies/"
    seen = seen_in(read(desk.get(f"/tickets/{ticket.pk}/")), "reply")
    invite(ticket, by=ben, addresses=["new@kunde.example"])
    ticket.participants.get(address="boss@kunde.example").delete()
    Letter.objects.all().delete()

    file = SimpleUploadedFile("plan.txt", b"plan")
    answer = desk.post(at, {"body": "We are coming.", "then": "open", "seen": seen, "attachments": file})

    page = read(answer)
    assert (answer.status_code, Letter.objects.count(), ticket.messages.count()) == (409, 0, 1)
    assert "Would be told now, too: <strong>new@kunde.example" in page
    assert "Would not be told any more: <strong>boss@kunde.example" in page
    assert ("We are coming.</textarea>" in page, "plan.txt" in page) == (True, True)
    again = {"body": "We are coming.", "then": "open", "seen": seen_in(page, "reply")}
    kept = ticket.drafts.get(author=ada).attachments.get()
    assert desk.post(at, {**again, "kept": kept.pk}).status_code == 302
    assert sorted(Letter.objects.values_list("to_address", flat=True)) == [
        "ben@acme.example",
        "carla@kunde.example",
        "new@kunde.example",
    ]
    assert [file.name for file in ticket.messages.last().attachments.all()] == ["plan.txt"]


@pytest.mark.spec("C-26")
def test_without_telling_anybody_the_answer_is_in_the_portal_only(ticket, desk, read, settings):
    settings.UNDO_SECONDS = 15
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "By the way.", "then": "", "silent": "on", "seen": "{}"})

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    assert (Letter.objects.count(), Ring.objects.count()) == (0, 0)
    assert ticket.messages.last().leaves_at is None
    assert "saved this without telling <strong>Carla Sommer, boss@kunde.example, Ben Roth" in page
    assert "Saved. Nobody was told." in page


@pytest.mark.spec("C-26")
def test_being_silent_needs_a_permission_of_its_own(ticket, desk, read):
    for role in Role.objects.all():
        role.permissions.remove("tickets.silence")
        role.save()

    assert 'name="silent"' not in read(desk.get(f"/tickets/{ticket.pk}/"))
    for form in ("replies", "notes"):
        assert desk.post(f"/tickets/{ticket.pk}/{form}/", {"body": "Psst.", "then": "", "silent": "on"}).status_code == 403
    assert not ticket.events.filter(verb=Verb.SILENT).exists()


@pytest.mark.parametrize("seen", ["", "no json", "[1]", '{"replied": 1}', '{"else": ["a"]}', "[" * 99_999])
def test_a_page_that_named_nobody_is_compared_with_nothing(ticket, desk, seen):
    said = {"body": "We are coming.", "then": "", "seen": seen}

    assert desk.post(f"/tickets/{ticket.pk}/replies/", said).status_code == 302


@pytest.mark.spec("B-1")
def test_the_last_letter_that_did_not_come_through_is_said(ticket, ada, desk, read):
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "We are coming.", "then": ""})
    Letter.objects.update(state="failed", error="550 no such box")

    assert "asked · the last e-mail did not come through" in plain(read(desk.get(f"/tickets/{ticket.pk}/")))


def test_after_an_answer_only_what_is_possible_is_offered(ticket, desk, read):
    """The desk does without waiting internally; the workflow leads to open and resolved, and closing is forbidden."""
    Status.objects.filter(category="waiting_internal").update(is_active=False)
    TicketType.objects.update(has_workflow=True, closes_from_anywhere=False)
    for category in ("open", "waiting_internal", "resolved"):
        after = Status.objects.get(category=category, is_default=True)
        Transition.objects.create(type=ticket.type, before=ticket.status, after=after)

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    choices = re.findall(r'<option value="(\w*)"', page[page.index('name="then"') :].split("</select>")[0])
    refused = desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "Done.", "then": "closed"})

    assert choices == ["open", "resolved", ""]
    assert (refused.status_code, Letter.objects.count()) == (422, 0)
    assert desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "Done.", "then": ""}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status.category == "new"


@pytest.mark.spec("C-26", "CP-33")
def test_properties_say_who_is_told_of_a_solution_and_of_the_end(ticket, desk, read):
    """Without script both stand there; with it, what would happen to what is filled in."""
    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    closed = Status.objects.get(category="closed", is_default=True)
    at, said = f"/tickets/{ticket.pk}/recipients/", {"version": ticket.version, "subject": ticket.subject}

    both = plain(page[page.index('id="told-properties"') :][:4000])
    nothing, done = (plain(read(desk.post(at, {**said, **more}))) for more in ({}, {"status": closed.pk, "solution": "Pump."}))

    assert "A new solution: E-mail to Carla Sommer (carla@kunde.example), Ben Roth (ben@acme.example)" in both
    assert "Resolved or closed: E-mail to Carla Sommer (carla@kunde.example), boss@kunde.example" in both
    assert ("Nobody is told of this." in nothing, "E-mail to" in nothing) == (True, False)
    assert ("A new solution: E-mail to" in done, "Resolved or closed: E-mail to" in done) == (True, True)
    assert "Reopening tells nobody." not in page


@pytest.mark.spec("B-1")
def test_closing_and_solving_tell_whom_the_page_named_or_nobody_is_told(ticket, ada, ben, desk, read):
    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    invite(ticket, by=ben, addresses=["new@kunde.example"])
    ticket.refresh_from_db()
    Letter.objects.all().delete()
    closed = Status.objects.get(category="closed", is_default=True)
    filled = {"version": ticket.version, "subject": "Pump", "initial-subject": ticket.subject, "status": closed.pk}

    closing = desk.post(f"/tickets/{ticket.pk}/closing/", {"seen": seen_in(page, "closing")})
    setting = desk.post(f"/tickets/{ticket.pk}/properties/", {**filled, "seen": seen_in(page, "properties")})

    for answer in (closing, setting):
        assert (answer.status_code, "Would be told now, too: <strong>new@kunde.example" in read(answer)) == (409, True)
    assert 'value="Pump"' in read(setting)
    ticket.refresh_from_db()
    assert (ticket.status.category, ticket.subject, Letter.objects.count()) == ("new", "Printer on fire", 0)

    desk.post(f"/tickets/{ticket.pk}/closing/", {"seen": seen_in(page, "closing"), "silent": "on"})
    after = read(desk.get(f"/tickets/{ticket.pk}/"))
    assert ("Closed. Nobody was told." in after, "Reopening tells nobody." in after) == (True, True)
    assert Letter.objects.count() == 0


@pytest.mark.spec("C-26", "BR-12")
def test_who_takes_part_and_who_is_responsible_can_be_set_in_silence(ticket, ada, max, desk, read):
    at = f"/tickets/{ticket.pk}"
    assert 'name="silent"' in read(desk.get(f"{at}/participants/"))

    desk.post(f"{at}/participants/", {"addresses": "new@kunde.example", "level": "all", "silent": "on"})
    desk.post(f"{at}/assignment/", {"version": ticket.version, "to": f"user-{max.pk}", "silent": "on"})

    assert (Letter.objects.count(), Ring.objects.count()) == (0, 0)
    assert [event.data["to"] for event in ticket.events.filter(verb=Verb.SILENT)] == ["new@kunde.example", "Max Keller"]


@pytest.mark.spec("B-6")
def test_taking_an_answer_back_says_that_the_ticket_stays_closed(ticket, ada, desk, read, settings):
    settings.UNDO_SECONDS = 15
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "We are coming.", "then": ""})
    desk.post(f"/tickets/{ticket.pk}/closing/", {})

    desk.post(f"/tickets/{ticket.pk}/replies/{ticket.messages.last().pk}/withdrawal/")

    assert "The ticket stays closed." in read(desk.get(f"/tickets/{ticket.pk}/"))
    assert sorted(Letter.objects.values_list("template", "state")) == [
        ("agent_replied", "recalled"),
        ("colleague_replied", "recalled"),
        ("participant_told", "queued"),
        ("participant_told", "recalled"),
        ("ticket_done", "queued"),
    ]
