"""Two full workspaces, so that something could leak."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Team, User
from customers.models import Article, Asset, Contract, Organisation, Product, Project
from exports.choices import State
from exports.models import Export
from exports.ordering import order
from imports.receiving import receive
from imports.working import work
from lists.models import View
from notifications import bell
from notifications.models import Letter
from tenants.divisions.models import Division
from tests.conftest import the
from tests.isolation.walking import Person
from tests.making import make_customer, make_rule, make_staff, make_ticket
from tests.worlds import forget, made_once
from tickets.actions.attaching import Upload
from tickets.actions.canning import can
from tickets.actions.inviting import invite
from tickets.actions.linking import link
from tickets.actions.listing import list_step
from tickets.actions.noting import note
from tickets.actions.planning import plan, start
from tickets.actions.pursuing import pursue
from tickets.actions.replying import reply
from tickets.actions.spending import spend
from tickets.choices import LinkKind
from tickets.mass.choices import MassKind
from tickets.mass.selections import ticked
from tickets.mass.wishes import Wish
from tickets.models import CannedReply, Category, CustomField, CustomOption, DocumentKind, Draft, Mailbox, Purge, Tag, TicketType

COUNT_ANEW = """
    SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences
    WHERE schemaname = current_schema() AND sequencename LIKE ANY (
        ARRAY['tickets_custom%', 'tickets_documentkind%', 'tickets_tag_id%', 'tickets_category_id%',
              'tickets_ticket_id%', 'tickets_message_id%', 'tickets_cannedreply%', 'tickets_draft%',
              'tickets_attachment%', 'tickets_mailbox%', 'tickets_ticketlink%',
              'tickets_participant%', 'tickets_checklistitem%', 'tickets_effort%', 'tickets_mass%',
              'tickets_rule%', 'customers%', 'lists%', 'exports%', 'imports%', 'notifications%', 'accounts_team_id%']
    )
"""


def furnish(mark: str, hidden: str) -> None:
    """One of everything, bearing the workspace's mark; what is internal bears the hidden one. Keys are the same in both."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ANEW)
    organisation = Organisation.objects.create(name=f"Organisation {mark}", number=mark, is_partner=True)
    asset = Asset.objects.create(name=f"Object {mark}", organisation=organisation)
    for model in (Project, Product, Article):
        model.objects.create(name=f"{model.__name__} {mark}", number=mark)
    Contract.objects.create(name=f"Contract {mark}", organisation=organisation)
    team = Team.objects.create(name=f"Team {mark}")
    agent = make_staff("agent@desk.example", name=f"Agent {mark}")
    make_staff("admin@desk.example", name=f"Admin {mark}", role="administrator")
    team.members.add(agent)
    Purge.objects.create(number=900, opened_at=timezone.now(), by=agent)
    customer = make_customer("customer@portal.example", name=f"Customer {mark}", organisation=organisation)
    make_customer("stranger@portal.example", name=f"Stranger {mark}")
    category = Category.objects.create(name=f"Category {mark}")
    Tag.objects.create(name=f"Tag {mark}")
    TicketType.objects.create(name=f"Type {mark}")
    DocumentKind.objects.create(name=f"Document {mark}")
    field = CustomField.objects.create(name=f"Field {mark}", kind="choice")
    CustomOption.objects.create(field=field, name=f"Option {mark}")
    file = Upload(name=f"file-{mark}.txt", content=f"content {mark}".encode())
    words = {"subject": f"Subject {mark}", "body": f"Body {mark}"}
    ticket = make_ticket(customer, **words, assets=[asset], category=category, attachments=[file], acknowledge=True)
    reply(ticket, by=agent, html=f"<p>Reply {mark}</p>")
    invite(ticket, by=agent, addresses=[f"{mark}@else.example".lower()])
    list_step(ticket, by=agent, text=f"Step {mark}")
    spend(ticket, by=agent, token=uuid4(), on=date(2026, 11, 20), hours=Decimal(1), note=f"Time {hidden}")
    link(ticket, to=make_ticket(customer, **words), kind=LinkKind.RELATED, by=agent)
    secret = Upload(name=f"file-{hidden}.txt", content=f"content {hidden}".encode())
    note(ticket, by=agent, html=f"<p>Note {hidden}</p>", attachments=[secret])
    can(CannedReply(), name=f"Canned {mark}", html=f"<p>Canned text {mark}</p>", team=None, is_active=True)
    Draft.objects.create(ticket=ticket, author=agent, kind="internal", html=f"<p>Draft {hidden}</p>")
    for when in ("opened", "by_hand"):
        make_rule(f"Rule {mark}", ("tag", {"tags": [f"Tag {mark}"]}), ("note", {"html": f"<p>Note {hidden}</p>"}), when=when)
    make_mass_actions(User.objects.get(email="admin@desk.example"), words=mark)
    make_import(User.objects.get(email="admin@desk.example"), words=mark)
    make_export(customer.user, topic="ticket:1", words=mark)
    make_export(agent, topic="ticket:2", words=hidden)
    for audience in ("shared", "portal"):
        View.objects.create(list="tickets", name=f"View {mark}", audience=audience, query="queue=open")
    bell.ring(agent, text=f"Ring {mark}", link="/tickets/1/")
    Letter.objects.update(error=f"Error {mark}", state="failed")
    Mailbox.objects.create(
        name=f"Mailbox {mark}", address=f"{mark}@mail.example", division=Division.objects.get(), host="127.0.0.1", username=mark
    )


def make_mass_actions(owner: User, *, words: str) -> None:
    """One that is planned, and one that is done."""
    for number in (1, 2):
        wish = Wish(tags=[f"Tag {words} {number}"])
        action = plan(MassKind.TAG, by=owner, selection=ticked([1, 2], by=owner), wish=wish)
        if number == 2:
            start(action, by=owner)
            pursue(action.pk)


def make_import(owner: User, *, words: str) -> None:
    """A file that was read and waits for its columns to be named."""
    file = ContentFile(f"name,email\nContact {words},new@kunde.example\n".encode(), name=f"{words}.csv")
    work(receive(file, target="contacts", by=owner).pk)


def make_export(owner: User, *, topic: str, words: str) -> None:
    """A file that waits to be fetched, as a worker left it."""
    order("ticket_pdf", by=owner, language="en", topic=topic, ask={"number": 1, "variant": "public"})
    file = ContentFile(f"PDF {words}".encode(), name="x.pdf")
    export = Export.objects.get(user=owner)
    export.state, export.file, export.name, export.content_type = State.READY, file, f"{words}.pdf", "application/pdf"
    export.save()


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Person]]:
    """In two full workspaces, each signed in where they belong."""
    with made_once(django_db_blocker):
        found = {}
        for slug, mark in (("acme", "ACME"), ("globex", "GLOBEX")):
            with the(slug) as workspace:
                furnish(f"{mark}MARK", f"{mark}NOTE")
                for who, surface in (("agent", "desk"), ("admin", "desk"), ("customer", "portal"), ("stranger", "portal")):
                    found[f"{slug} {who}"] = Person.signed_in(workspace, who=who, surface=surface)
        yield found


@pytest.fixture
def both(everybody, acme, globex) -> None:
    """Two full workspaces."""
    forget()


@pytest.fixture
def people(both, everybody) -> dict[str, Person]:
    """Everybody's browser; `cookies` can be carried elsewhere."""
    return everybody


@pytest.fixture
def nobody() -> Client:
    return Client()
