"""A ticket that an agent writes down."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Team
from customers.models import Asset, Contact
from notifications.models import Letter
from tickets.models import Category, CustomField, CustomOption, Priority, Ticket, TicketType, TypeField


def typed(**more):
    fields = {
        "email": "carla@kunde.example",
        "subject": "Lift stands",
        "body": "In the third floor.",
        "acknowledge": "on",
        "token": uuid4(),
    }
    return {**fields, **more}


@pytest.mark.spec("CP-8", "CP-51")
def test_an_agent_writes_a_ticket_down(carla, ada, ben, desk):
    asset, category, high = (
        Asset.objects.create(name="Lift 2"),
        Category.objects.create(name="Lift"),
        Priority.objects.get(level=3),
    )
    file = SimpleUploadedFile("photo.txt", b"a photo")

    answer = desk.post(
        "/tickets/new/",
        typed(assets=f"Lift 2 #{asset.pk}", category=category.pk, priority=high.pk, to=f"user-{ben.pk}", attachments=[file]),
    )

    ticket = Ticket.objects.get()
    assert answer["Location"] == f"/tickets/{ticket.pk}/"
    assert (ticket.requester, ticket.subject, ticket.source, ticket.responsible) == (carla, "Lift stands", "desk", ben)
    assert (ticket.category, ticket.priority, list(ticket.assets.all())) == (category, high, [asset])
    assert [a.name for a in ticket.messages.get().attachments.all()] == ["photo.txt"]
    assert Letter.objects.filter(template="ticket_opened").get().to_address == "carla@kunde.example"


def test_somebody_new_becomes_a_contact(desk):
    desk.post("/tickets/new/", typed(email="Nina@Neu.example", name="Nina Neu"))

    assert Contact.objects.values_list("email", "name").get() == ("nina@neu.example", "Nina Neu")


def test_the_customer_is_only_told_if_wished(carla, desk):
    fields = typed()
    del fields["acknowledge"]

    desk.post("/tickets/new/", fields)

    assert not Letter.objects.filter(template="ticket_opened").exists()


def test_the_same_form_sent_twice_makes_one_ticket(carla, desk):
    fields = typed()

    first, second = (desk.post("/tickets/new/", fields) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("email", "carla", "Enter a valid e-mail address."),
        ("subject", "", "This field is required."),
        ("body", "", "This field is required."),
        ("assets", "Lift 9", "Nothing here is called this; please choose one of the list."),
        ("assets", "Lift 1", "Several are called this; please choose one of the list."),
        ("assets", "#99999999999999999", "Nothing here is called this; please choose one of the list."),
        ("to", "user-99999", "Select a valid choice."),
    ],
)
def test_wrong_input_keeps_what_was_typed(carla, desk, read, field, value, complaint):
    Asset.objects.bulk_create(Asset(name="Lift 1") for _ in range(2))

    answer = desk.post("/tickets/new/", typed(**{field: value}))

    page = read(answer)
    assert (answer.status_code, Ticket.objects.count()) == (422, 0)
    assert complaint in page
    assert field == "body" or "In the third floor." in page


def test_a_contacts_page_leads_here_with_the_customer_filled_in(carla, desk, read):
    assert 'value="carla@kunde.example"' in read(desk.get(f"/tickets/new/?requester={carla.pk}"))


def test_contacts_and_objects_are_suggested_while_one_types(carla, kai, desk, read):
    asset = Asset.objects.create(name="Lift 2", number="A-17")

    assert read(desk.get("/contacts/suggestions/?email=carl")) == '<option value="carla@kunde.example">Carla Sommer</option>'
    assert f'value="Lift 2 #{asset.pk}"' in read(desk.get("/suggestions/assets/?asset=a-17"))


@pytest.mark.spec("BL-46", "CP-16")
def test_each_type_asks_for_its_own_fields_and_nothing_typed_is_lost(carla, desk, read):
    usual = TicketType.objects.get()
    outage = TicketType.objects.create(name="Outage")
    serial = CustomField.objects.create(name="Serial number", kind="text", staff="hidden")
    TypeField.objects.create(type=outage, custom=serial, staff="required", portal="hidden")

    chosen = desk.post("/tickets/new/", typed(type=usual.pk, other_type=outage.pk))
    refused = desk.post("/tickets/new/", typed(type=outage.pk))
    desk.post("/tickets/new/", typed(type=outage.pk, hours="1.5", tags="lift", **{serial.key: "A-17"}))

    assert serial.key not in desk.get("/tickets/new/").context["form"].fields
    assert (chosen.status_code, refused.status_code) == (200, 422)
    assert serial.key in chosen.context["form"].fields
    assert "In the third floor." in read(chosen)
    ticket = Ticket.objects.get()
    assert (ticket.type, ticket.custom, str(ticket.hours)) == (outage, {str(serial.pk): "A-17"}, "1.50")
    assert [tag.name for tag in ticket.tags.all()] == ["lift"]


def test_the_team_of_a_type_gets_its_new_tickets(carla, desk):
    lifts = Team.objects.create(name="Lifts")
    outage = TicketType.objects.create(name="Outage", team=lifts)

    desk.post("/tickets/new/", typed(type=outage.pk))

    assert Ticket.objects.get().team == lifts


def test_what_was_ticked_and_what_was_not_stays_when_the_type_changes(carla, desk):
    fault = TicketType.objects.create(name="Fault", position=5)
    field = CustomField.objects.create(name="Trades", kind="choices")
    plumber, painter, _roofer = (CustomOption.objects.create(field=field, name=name) for name in ("Plumber", "Painter", "Roofer"))
    sent = {"email": carla.email, field.key: [plumber.pk, painter.pk], "is_urgent": "on", "other_type": fault.pk}

    page = desk.post("/tickets/new/", sent).content.decode()

    ticked = [re.search(r'name="([^"]+)"', each)[1] for each in page.split("<input") if " checked" in each.split(">")[0]]
    assert ticked == ["is_urgent", field.key, field.key]


@pytest.mark.spec("RB-5")
def test_from_an_objects_page_the_object_is_linked_already(desk, carla):
    lift = Asset.objects.create(name="Lift 1")
    address = f"/tickets/new/?asset={lift.pk}"

    page, form = desk.get(f"/assets/{lift.pk}/").content.decode(), desk.get(address).context["form"]
    sent = {"email": carla.email, "subject": "Stuck", "body": "Between two floors.", "assets": form["assets"].value()}
    desk.post(address, sent | {"to": "", "token": str(uuid4())})

    assert f'href="{address}"' in page
    assert list(Ticket.objects.get(subject="Stuck").assets.all()) == [lift]
