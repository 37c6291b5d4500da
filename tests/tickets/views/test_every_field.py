"""Every field of a ticket, set on its page: right values, wrong values, and what the history says."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from customers.models import Asset, Contract, Organisation, Product, Project
from notifications.models import Letter
from tests.making import make_ada, make_carla, make_ticket
from tests.worlds import shared
from tickets.actions.replying import reply
from tickets.choices import Access, FieldKind, Source
from tickets.forms.properties import PropertiesForm
from tickets.models import Category as Subject
from tickets.models import (
    CustomField,
    CustomOption,
    Origin,
    Region,
    Severity,
    Status,
    Tag,
    Ticket,
    TicketType,
    Transition,
    TypeField,
)

LONG = "x" * 10_000


def make_world():
    carla = make_carla()
    return carla, make_ada(), make_ticket(carla)


made, world, carla, ada, ticket = shared(make_world, "carla", "ada", "ticket")


@pytest.fixture
def save(ticket, desk):
    """Set these on the page as it is now; each field comes with what it was before."""

    def saved(headers=None, **values):
        ticket.refresh_from_db()
        form = PropertiesForm(ticket=ticket, people=list(User.objects.assignable()))
        before = {f"initial-{name}": form[name].initial or "" for name in values}
        shown = {key: form[key.removeprefix("initial-")].field.prepare_value(value) for key, value in before.items()}
        data = {"version": ticket.version, **{key: value or "" for key, value in shown.items()}, **values}
        answer = desk.post(f"/tickets/{ticket.pk}/properties/", data, headers=headers)
        ticket.refresh_from_db()
        return answer

    return saved


def history(ticket):
    return [(event.data["field"], event.before, event.after) for event in ticket.events.filter(verb="changed").order_by("pk")]


@pytest.mark.spec("CP-20", "CP-22", "CP-24", "CP-27", "T24-17", "BR-13")
def test_picklists_are_set(ticket, save):
    rows = {
        "category": Subject.objects.create(name="Heating"),
        "severity": Severity.objects.create(name="Total failure"),
        "region": Region.objects.create(name="North"),
        "origin": Origin.objects.create(name="Trade fair"),
    }

    save(**{key: row.pk for key, row in rows.items()})

    assert {key: getattr(ticket, key) for key in rows} == rows
    assert history(ticket) == [
        ("category", "", "Heating"),
        ("severity", "", "Total failure"),
        ("region", "", "North"),
        ("origin", "", "Trade fair"),
    ]


@pytest.mark.spec("T24-18")
def test_an_empty_picklist_is_not_on_the_page(ticket, desk):
    Severity.objects.create(name="Old", is_active=False)

    form = desk.get(f"/tickets/{ticket.pk}/").context["properties"]

    assert {"category", "severity", "region", "origin"} & set(form.fields) == set()
    assert {"project", "partner", "product", "contract"} & set(form.fields) == set()


def test_a_value_that_is_off_stays_but_is_not_chosen_anew(ticket, save, read):
    north, south = Region.objects.create(name="North"), Region.objects.create(name="South")
    save(region=north.pk)
    Region.objects.update(is_active=False)

    assert save(region=north.pk).status_code == 302
    answer = save(region=south.pk)

    assert (answer.status_code, ticket.region) == (422, north)
    assert "This value is no longer offered; please choose another one." in read(answer)


@pytest.mark.spec("CP-23", "CP-25")
def test_hours_and_days_have_two_decimals(ticket, save, read):
    save(hours="1.25", days="0.5")
    answer = save(hours="1.255")

    assert (ticket.hours, ticket.days) == (Decimal("1.25"), Decimal("0.50"))
    assert (answer.status_code, "Ensure that there are no more than 2 decimal places." in read(answer)) == (422, True)
    assert 'value="1.255"' in read(answer)


@pytest.mark.spec("CP-23")
def test_a_german_writes_a_comma(ticket, ada, save):
    ada.language = "de"
    ada.save()

    save(hours="1,5")

    assert ticket.hours == Decimal("1.50")


@pytest.mark.spec("BR-11", "BR-13")
def test_dates_are_set_by_hand(ticket, save):
    save(due_at="2026-12-01T10:00", target_at="2026-12-02T11:30", estimated_on="2026-12-03")

    assert (ticket.due_at, ticket.target_at, ticket.estimated_on) == (
        datetime(2026, 12, 1, 9, tzinfo=UTC),
        datetime(2026, 12, 2, 10, 30, tzinfo=UTC),
        date(2026, 12, 3),
    )


@pytest.mark.spec("CP-17", "CP-18", "CP-19", "CP-28")
def test_project_partner_product_and_contract_are_set_by_name(ticket, save, read):
    firm = Organisation.objects.create(name="Elbwohnen eG")
    rows = {
        "project": Project.objects.create(name="Neubau Süd"),
        "partner": Organisation.objects.create(name="Aufzug Meier", is_partner=True),
        "product": Product.objects.create(name="Lift 3000"),
        "contract": Contract.objects.create(name="Vollwartung", organisation=firm),
    }

    save(**{key: row.name for key, row in rows.items()})
    answer = save(project="Nobody knows")

    assert {key: getattr(ticket, key) for key in rows} == rows
    assert (answer.status_code, 'value="Nobody knows"' in read(answer)) == (422, True)


@pytest.mark.spec("T24-32")
def test_the_urgent_flag_is_set_shown_by_a_flame_and_taken_back(ticket, save, desk):
    flame = 'role="img" aria-label="Urgent"'
    save(is_urgent="on")
    was, shown = ticket.is_urgent, flame in desk.get("/tickets/").content.decode()
    save(is_urgent="")

    assert (was, shown, ticket.is_urgent) == (True, True, False)
    assert flame not in desk.get("/tickets/").content.decode()
    assert history(ticket) == [("is_urgent", "No", "Yes"), ("is_urgent", "Yes", "No")]


@pytest.mark.spec("CP-16", "CP-31", "CP-32")
def test_subject_report_and_solution_are_written_and_never_believed(ticket, save, read, desk):
    markup = "<b>Pump</b><script>alert(1)</script>"

    save(subject=markup, report=markup, solution=markup)

    assert (ticket.subject, ticket.report, ticket.solution) == (markup,) * 3
    assert "<script>alert" not in desk.get(f"/tickets/{ticket.pk}/").content.decode()


@pytest.mark.spec("CP-16")
@pytest.mark.parametrize(
    ("subject", "words"),
    [(LONG, "Ensure this value has at most 200 characters (it has 10000)."), ("   ", "This field is required.")],
)
def test_a_subject_that_cannot_be_is_answered_beside_the_field(ticket, save, read, subject, words):
    answer = save(subject=subject)

    assert (answer.status_code, ticket.subject) == (422, "Printer on fire")
    assert words in read(answer)
    assert subject.strip() in read(answer)


@pytest.mark.spec("T24-17")
def test_tags_are_words_between_commas(ticket, save, read):
    Tag.objects.create(name="Garantie")

    save(tags="garantie, Lift,lift ,  ")
    answer = save(tags="y" * 41)

    assert sorted(tag.name for tag in ticket.tags.all()) == ["Garantie", "Lift"]
    assert history(ticket) == [("tags", "", "Garantie, Lift")]
    assert (answer.status_code, "A tag has at most 40 characters." in read(answer)) == (422, True)


def option(field, name):
    return CustomOption.objects.create(field=field, name=name)


@pytest.mark.parametrize(
    ("kind", "posted", "kept", "words"),
    [
        ("text", "A-17", "A-17", "A-17"),
        ("long_text", "two\nlines", "two\nlines", "two\nlines"),
        ("number", "3.50", "3.5", "3.5"),
        ("money", "-12.5", "-12.5", "-12.50"),
        ("date", "2026-12-24", "2026-12-24", "12/24/2026"),
        ("yes_no", "true", True, "Yes"),
        ("yes_no", "false", False, "No"),
        ("link", "example.com/x", "https://example.com/x", "https://example.com/x"),
    ],
)
def test_a_custom_field_keeps_what_it_is_told(ticket, save, kind, posted, kept, words):
    field = CustomField.objects.create(name="Serial number", kind=kind)

    answer = save(**{field.key: posted})

    assert (answer.status_code, ticket.custom) == (302, {str(field.pk): kept})
    assert history(ticket) == [(field.key, "", words)]


def test_custom_choices_people_and_objects_are_kept_by_number(ticket, ada, carla, save):
    lift = Asset.objects.create(name="Lift 2")
    colour, parts = (
        CustomField.objects.create(name=name, kind=kind) for name, kind in (("Colour", "choice"), ("Parts", "choices"))
    )
    red, door, motor = option(colour, "Red"), option(parts, "Door"), option(parts, "Motor")
    who, whom, what = (
        CustomField.objects.create(name=kind, kind=kind) for kind in (FieldKind.USER, FieldKind.CONTACT, FieldKind.ASSET)
    )

    save(
        **{
            colour.key: red.pk,
            parts.key: [door.pk, motor.pk],
            who.key: ada.pk,
            whom.key: f"{carla.name} #{carla.pk}",
            what.key: "Lift 2",
        }
    )

    assert ticket.custom == {
        str(colour.pk): red.pk,
        str(parts.pk): [door.pk, motor.pk],
        str(who.pk): ada.pk,
        str(whom.pk): carla.pk,
        str(what.pk): lift.pk,
    }
    assert {after for _field, _before, after in history(ticket)} == {
        "Red",
        "Door, Motor",
        "Ada Lovelace",
        "Carla Sommer",
        "Lift 2",
    }


@pytest.mark.parametrize(
    ("kind", "posted"),
    [
        ("number", "many"),
        ("money", "1.234"),
        ("date", "31.02.2026"),
        ("link", "javascript:alert(1)"),
        ("user", "99999"),
        ("asset", "Nope"),
    ],
)
def test_a_value_of_another_kind_is_answered_beside_its_field(ticket, save, read, kind, posted):
    field = CustomField.objects.create(name="Serial number", kind=kind)

    answer = save(**{field.key: posted})

    assert (answer.status_code, ticket.custom) == (422, {})
    assert answer.context["properties"].errors[field.key]


def test_emptying_a_custom_field_takes_it_away(ticket, save):
    field = CustomField.objects.create(name="Serial number", kind="text")
    save(**{field.key: "A-17"})
    save(**{field.key: ""})

    assert ticket.custom == {}
    assert history(ticket) == [(field.key, "", "A-17"), (field.key, "A-17", "")]


def test_a_type_says_what_is_hidden_read_or_required(ticket, desk, save, read):
    kind = TicketType.objects.get()
    for key, access in (("hours", Access.HIDDEN), ("solution", Access.READ), ("report", Access.REQUIRED)):
        TypeField.objects.create(type=kind, builtin=key, staff=access, portal=Access.HIDDEN)
    ticket.solution = "Turn it off and on."
    ticket.save()

    form = desk.get(f"/tickets/{ticket.pk}/").context["properties"]
    answer = save(report="")

    assert {"hours", "solution"} & set(form.fields) == set()
    assert form.shown() == [("Solution", "Turn it off and on.")]
    assert (answer.status_code, "This field is required." in read(answer)) == (422, True)


@pytest.mark.spec("CP-21", "BR-2")
def test_a_status_the_workflow_does_not_lead_to_is_refused_in_words(ticket, save, read):
    kind = TicketType.objects.get()
    new, opened, waiting = (Status.objects.get(category=name) for name in ("new", "open", "waiting_internal"))
    TicketType.objects.update(has_workflow=True, closes_from_anywhere=False)
    Transition.objects.create(type=kind, before=new, after=opened)

    answer = save(status=waiting.pk)

    assert (answer.status_code, ticket.status) == (422, new)
    assert "From “New” the workflow leads to “Open” only." in read(answer)


@pytest.mark.spec("BR-2", "CP-32")
def test_a_solution_that_is_needed_is_asked_for(ticket, save, read, desk):
    TicketType.objects.update(needs_solution=True)
    resolved = Status.objects.get(category="resolved")

    refused = save(status=resolved.pk)
    closing = desk.post(f"/tickets/{ticket.pk}/closing/", follow=True)
    saved = save(status=resolved.pk, solution="New fuse.")

    assert (refused.status_code, saved.status_code, ticket.status) == (422, 302, resolved)
    for answer in (refused, closing):
        assert "Please write down the solution before you resolve the ticket." in read(answer)


def test_an_answer_that_resolves_asks_for_the_solution_and_keeps_its_words(ticket, desk, read):
    TicketType.objects.update(needs_solution=True)

    answer = desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "It is mended.", "then": "resolved"})

    assert (answer.status_code, ticket.messages.count()) == (422, 1)
    assert "It is mended." in read(answer)
    assert "Please write down the solution before you resolve the ticket." in read(answer)


def test_an_answer_stays_within_the_workflow(ticket, ada):
    """One by e-mail says nothing of what shall become of the ticket."""
    TicketType.objects.update(has_workflow=True)

    reply(ticket, by=ada, html="We look into it.", source=Source.MAIL)

    ticket.refresh_from_db()
    assert (ticket.messages.count(), ticket.status.category) == (2, "new")


@pytest.mark.spec("T24-51")
@pytest.mark.parametrize(("opens", "after"), [(True, "open"), (False, "new")])
def test_the_first_edit_opens_a_new_ticket_where_the_type_says_so(ticket, save, opens, after):
    TicketType.objects.update(opens_when_claimed=opens)

    save(hours="1")

    assert ticket.status.category == after


@pytest.mark.spec("BL-46")
def test_a_ticket_changes_its_type(ticket, save, desk):
    absence = TicketType.objects.create(name="Absence request", kind="absence")

    save(type=absence.pk)

    assert ticket.type == absence
    assert history(ticket) == [("type", "Request", "Absence request")]


def test_the_page_of_yesterday_changes_nothing_it_does_not_know(ticket, desk):
    field = CustomField.objects.create(name="Serial number", kind="text", staff=Access.REQUIRED)
    ticket.custom = {str(field.pk): "A-17"}
    ticket.save()

    desk.post(f"/tickets/{ticket.pk}/properties/", {"hours": "2", "initial-hours": "", "version": ticket.version})

    ticket.refresh_from_db()
    assert (json.dumps(ticket.custom), ticket.hours) == (json.dumps({str(field.pk): "A-17"}), Decimal("2.00"))


@pytest.mark.spec("CP-33")
def test_a_solution_is_mailed_to_the_customer_and_to_whoever_is_responsible(ticket, ben, save):
    Ticket.objects.update(responsible=ben)

    save(solution="New fuse.\nDone.")
    save(solution="New fuse.\nDone.", hours="1")
    save(solution="")

    letters = Letter.objects.filter(template__startswith="solution")
    assert sorted((letter.template, letter.to_address) for letter in letters) == [
        ("solution_noted", "ben@acme.example"),
        ("solution_written", "carla@kunde.example"),
    ]


@pytest.mark.spec("CP-33")
def test_who_writes_the_solution_is_not_told_of_it(ticket, ada, save):
    Ticket.objects.update(responsible=ada)

    save(solution="New fuse.")

    letters = Letter.objects.filter(template__startswith="solution")
    assert [letter.to_address for letter in letters] == ["carla@kunde.example"]


@pytest.mark.spec("BL-47")
def test_the_page_shows_what_a_ticket_is_made_of(ticket, ada, save, desk, read):
    lift = Asset.objects.create(name="Lift 2")
    ticket.assets.add(lift)
    Ticket.objects.update(responsible=ada)
    note = SimpleUploadedFile("photo.txt", b"a photo")
    desk.post(f"/tickets/{ticket.pk}/notes/", {"body": "Look at this.", "attachments": [note]})
    save(due_at="2026-12-01T10:00")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    made_of = [
        "Printer on fire",
        "It burns.",
        "Lift 2",
        "Open",
        "Ada Lovelace",
        "Carla Sommer",
        "2026-12-01T10:00",
        "Look at this.",
    ]
    assert [words for words in [*made_of, "photo.txt"] if words not in page] == []
