"""Every form of a ticket and of its settings, with values that cannot be: a clear answer beside the field, nothing typed lost."""

from urllib.parse import urljoin

import pytest
from lxml import html

from customers.models import Article, Contract, Organisation, Product, Project
from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.canning import can
from tickets.actions.listing import list_step
from tickets.choices import FieldKind, Source
from tickets.models import CannedReply, Category, CustomField, CustomOption, Origin, Region, Severity, Tag, TicketType

LISTS = ["priorities", "categories", "severities", "regions", "origins", "tags"]
ASKED = "input[not(@type) or @type='text' or @type='email' or @type='url' or @type='number' or @type='datetime-local']"


@pytest.fixture
def pages(carla, ada, max):
    """Of a workspace that has one of everything, so that every field is there."""
    usual = TicketType.objects.get()
    TicketType.objects.create(name="Fault", position=1, is_open_to_customers=True)
    for model in (Category, Severity, Region, Origin, Tag):
        model.objects.create(name=model.__name__)
    for model in (Project, Product, Article):
        model.objects.create(name=model.__name__)
    Organisation.objects.create(name="Partner", is_partner=True)
    Contract.objects.create(name="Contract", organisation=Organisation.objects.get())
    for kind in FieldKind:
        field = CustomField.objects.create(name=kind.label, kind=kind)
        if field.has_options:
            CustomOption.objects.create(field=field, name="One")
    ticket = make_ticket(carla)
    message = answer(ticket, by=carla, html="<p>More.</p>", source=Source.PORTAL)
    list_step(ticket, by=ada, text="Call")
    canned = can(CannedReply(), name="Hello", html="<p>Hello</p>", team=None, is_active=True)
    choice, option = CustomField.objects.get(kind="choice"), CustomOption.objects.first()
    here, settings = f"/tickets/{ticket.pk}/", "/settings/"
    done = ["", "merge/", "snooze/", "copy/", "recommendation/", "links/", "participants/"]
    told = [
        f"{here}{each}" for each in [*done, "checklist/", "time/", f"messages/{message.pk}/", f"messages/{message.pk}/split/"]
    ]
    types = [f"{settings}types/{each}" for each in ("new/", f"{usual.pk}/", f"{usual.pk}/workflow/", f"{usual.pk}/fields/")]
    fields = [f"{settings}fields/{each}" for each in ("new/", f"{choice.pk}/", f"{choice.pk}/options/{option.pk}/")]
    others = ["statuses/new/", f"statuses/{ticket.status_id}/", f"canned-replies/{canned.pk}/", "mailboxes/new/"]
    lists = [f"{settings}lists/{key}/" for key in LISTS]
    return ["/tickets/new/", *told, *types, *fields, *lists, *(f"{settings}{each}" for each in others)]


def forms(browser, page):
    """Each form of a page that asks for something: where it goes, what it holds, what can be typed or chosen in it."""
    tree = html.fromstring(browser.get(page).content)
    for form in tree.xpath("//main//form[@method='post']"):
        typed = form.xpath(f".//{ASKED}/@name | .//textarea/@name")
        chosen = form.xpath(".//select/@name | .//input[@type='radio']/@name")
        if typed or chosen:
            values = {}
            for name, value in form.form_values():
                values.setdefault(name, []).append(value)
            yield urljoin(page, form.get("action") or ""), values, sorted({*typed}), sorted({*chosen})


BAD = {"long": "x" * 10_000, "control": "a\0b", "foreign": "987654321", "markup": "<script>alert('x')</script>"}
#: Where so many words, or what looks like markup, are welcome.
WELCOME = {"long": ("/replies/", "/notes/", "/answers/")}


@pytest.mark.spec("CP-16", "CP-29")
def test_every_form_answers_beside_the_field_and_keeps_what_was_typed(pages, at_desk, max):
    browser = at_desk(max)

    tried, wrong = walked(browser, pages)

    assert (wrong, tried > 100) == ([], True)


@pytest.mark.spec("RB-6")
def test_so_does_every_form_of_the_portal(pages, at_portal, carla):
    browser = at_portal(carla.user)

    tried, wrong = walked(browser, ["/tickets/new/", pages[1]])

    assert (wrong, tried > 5) == ([], True)


def walked(browser, pages):
    """How many were tried, and what is wrong. What is taken comes last: the page is another one then."""
    tried, wrong = 0, []
    for page in pages:
        for action, values, typed, chosen in forms(browser, page):
            for kind, value in BAD.items():
                if asked := chosen if kind == "foreign" else typed:
                    said = browser.post(action, {**values, **dict.fromkeys(asked, value)})
                    wrong += [(action, kind, complaint) for complaint in complaints(said, action, asked, kind)]
                    tried += 1
    return tried, wrong


def complaints(said, action, asked, kind):
    body = said.content.decode()
    if kind == "markup":  # good words: taken, or refused for another reason, and never believed
        if BAD[kind] in body or said.status_code not in (302, 422):
            yield said.status_code
    elif not action.endswith(WELCOME.get(kind, ("never",))):
        yield from [] if said.status_code == 422 and "field-error" in body else [said.status_code]
    if said.status_code == 422 and kind in ("long", "markup"):
        yield from lost(html.fromstring(body), asked, BAD[kind])


def lost(tree, asked, value):
    """Names of controls that do not hold what was typed."""
    for name in asked:
        held = [each.text if each.tag == "textarea" else each.get("value") for each in tree.xpath(f"//*[@name='{name}']")]
        if value not in [(words or "").strip() for words in held]:
            yield f"lost {name}"
