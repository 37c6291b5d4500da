"""What was done to a ticket is undone from the toast and from the history."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Team
from customers.models import Article, Asset
from tests.making import make_ada, make_carla, make_ticket
from tests.worlds import shared
from tickets.actions.changing import change
from tickets.actions.linking import link
from tickets.actions.listing import list_step, tick
from tickets.actions.noting import note
from tickets.actions.relating import add_article, add_asset, add_reference
from tickets.actions.snoozing import snooze
from tickets.choices import LinkKind
from tickets.models import ChecklistItem, CustomField, ExternalReference, Priority, Ticket, TicketLink

UNDO = re.compile(r'action="(/tickets/\d+/events/\d+/undo/)"')
NEXT_WEEK = (timezone.now() + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")


def make_world():
    carla, ada = make_carla(), make_ada()
    return carla, ada, make_one(carla, ada)


made, world, carla, ada, ticket = shared(make_world, "carla", "ada", "ticket")


def make_one(carla, ada):
    """In a team, linked, with two steps, one of them done, and an object."""
    ticket = make_ticket(carla, team=Team.objects.create(name="Technicians"), values={"tags": ["lift"]})
    link(make_ticket(carla, subject="Parent"), to=ticket, kind=LinkKind.PARENT, by=ada)
    steps = [list_step(ticket, by=ada, text=text) for text in ("Call", "Go there")]
    tick(steps[0], by=ada)
    add_article(ticket, Article.objects.create(name="Motor"), quantity=Decimal(3), by=ada)
    Article.objects.create(name="Filter")
    add_reference(ticket, ExternalReference(channel="SAP", external_id="4711", reply_id="R-1"), by=ada)
    add_asset(ticket, Asset.objects.create(name="Lift 2"), by=ada)
    return Ticket.objects.get(pk=ticket.pk)


def state(ticket):
    now = Ticket.objects.get(pk=ticket.pk)
    columns = (
        now.subject,
        now.status_id,
        now.responsible_id,
        now.team_id,
        now.priority_id,
        now.due_at,
        now.custom,
        now.snoozed_until,
    )
    tags, assets = ([str(row) for row in rows.all()] for rows in (now.tags, now.assets))
    steps = [(step.text, step.done_by_id) for step in now.checklist.all()]
    named = [[str(row) for row in rows.all()] for rows in (now.line_items, now.external_references)]
    return columns, tags, assets, steps, named, list(TicketLink.objects.values_list("source", "target", "kind"))


def properties(ticket, **said):
    """Of these fields what somebody set; each with what it was when the page was made."""
    return {"version": ticket.version, **said, **{f"initial-{name}": "" for name in said}}


def deeds(ticket, number):
    step, made, asset = ChecklistItem.objects.first(), TicketLink.objects.get(), ticket.assets.get()
    return {
        "close": ("closing/", {}),
        "claim": ("claim/", {}),
        "give": ("assignment/", {"version": ticket.version, "to": ""}),
        "tag": ("properties/", properties(ticket, tags="lift, urgent")),
        "priority": ("properties/", properties(ticket, priority=Priority.objects.get(level=3).pk)),
        "date": ("properties/", properties(ticket, due_at="2027-01-02T10:00")),
        "own": ("properties/", properties(ticket, **{CustomField.objects.get().key: "A-17"})),
        "snooze": ("snooze/", {"until": NEXT_WEEK}),
        "unlink": (f"links/{made.pk}/removal/", {}),
        "link": ("links/", {"way": "related", "other": f"#{number}"}),
        "unlist": (f"checklist/{step.pk}/", {"do": "remove", "on": "list"}),
        "drop": (f"assets/{asset.pk}/removal/", {}),
        "article": ("articles/", {"article": "Filter", "quantity": "2"}),
        "no article": (f"articles/{ticket.line_items.get().pk}/removal/", {}),
        "reference": ("references/", {"channel": "SAP", "external_id": "4712"}),
        "no reference": (f"references/{ticket.external_references.get().pk}/removal/", {}),
    }


DEEDS = ("close", "claim", "give", "tag", "priority", "date", "own", "snooze", "unlink", "link", "unlist")
SAYS_NOTHING = ("drop", "article", "no article", "reference", "no reference")


@pytest.mark.spec("CP-14")
@pytest.mark.parametrize("deed", [*DEEDS, *SAYS_NOTHING])
def test_one_click_undoes_it_and_only_once(ticket, carla, desk, read, deed):
    CustomField.objects.create(name="Serial", kind="text")
    other, page = make_ticket(carla, subject="Other"), f"/tickets/{ticket.pk}/"
    before = state(ticket)
    address, said = deeds(ticket, other.pk)[deed]

    answer = desk.post(f"{page}{address}", said, follow=True)
    after = state(ticket)
    shown = desk.get(page) if deed in SAYS_NOTHING else answer
    undo = UNDO.findall(shown.content.decode())[-1]
    assert undo in desk.get(f"{page}changes/").content.decode()
    undone = read(desk.post(undo, follow=True))

    assert (after != before, "Undone." in undone) == (True, True)
    assert undo not in desk.get(f"{page}changes/").content.decode()
    assert state(ticket) == before
    assert "This can't be undone any more" in read(desk.post(undo, follow=True))


def test_what_somebody_changed_since_is_not_undone(ticket, desk, ben, at_desk, read):
    desk.post(f"/tickets/{ticket.pk}/claim/")
    [undo] = UNDO.findall(desk.get(f"/tickets/{ticket.pk}/").content.decode())[-1:]
    version = Ticket.objects.get(pk=ticket.pk).version
    at_desk(ben).post(f"/tickets/{ticket.pk}/assignment/", {"version": version, "to": f"user-{ben.pk}"})

    answer = read(desk.post(undo, follow=True))

    assert ("This can't be undone any more" in answer, Ticket.objects.get(pk=ticket.pk).responsible) == (True, ben)


@pytest.mark.parametrize("since", ["note", "second field"])
def test_a_ticket_that_somebody_worked_on_since_stays_open(ticket, ada, desk, since):
    desk.post(f"/tickets/{ticket.pk}/claim/")
    [undo] = UNDO.findall(desk.get(f"/tickets/{ticket.pk}/").content.decode())[-1:]
    if since == "note":
        note(ticket, by=ada, body="I have called them.")
    else:
        change(ticket, by=ada, version=Ticket.objects.get(pk=ticket.pk).version, subject="Lift and door")

    desk.post(undo)

    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.responsible, now.status.category) == (None, "open")


def test_of_two_changes_saved_together_one_undone_leaves_the_ticket_open(ticket, desk):
    urgent = Priority.objects.get(level=3).pk
    desk.post(f"/tickets/{ticket.pk}/properties/", properties(ticket, priority=urgent, due_at="2027-01-02T10:00"))

    desk.post(UNDO.findall(desk.get(f"/tickets/{ticket.pk}/changes/").content.decode())[0])

    assert Ticket.objects.get(pk=ticket.pk).status.category == "open"


def test_a_ticket_that_was_woken_sleeps_again(ticket, ada, desk):
    until = timezone.now().replace(microsecond=0) + timedelta(days=3)
    snooze(ticket, by=ada, until=until)
    page = desk.post(f"/tickets/{ticket.pk}/waking/", follow=True).content.decode()

    desk.post(UNDO.findall(page)[-1])

    slept = Ticket.objects.get(pk=ticket.pk)
    assert (slept.snoozed_until, slept.status.category) == (until, "postponed")


def test_the_history_of_another_ticket_is_not_undone_from_here(ticket, carla, desk):
    other = make_ticket(carla, subject="Other")
    event = ticket.events.last()

    assert desk.post(f"/tickets/{other.pk}/events/{event.pk}/undo/").status_code == 404
