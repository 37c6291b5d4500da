"""A ticket that an agent writes down."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from customers.models import Asset, Contact
from notifications.models import Letter
from tickets.models import Category, Priority, Ticket


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
        typed(asset=f"Lift 2 #{asset.pk}", category=category.pk, priority=high.pk, to=f"user-{ben.pk}", attachments=[file]),
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
        ("email", "carla", "Enter a valid email address."),
        ("subject", "", "This field is required."),
        ("body", "", "This field is required."),
        ("asset", "Lift 9", "Nothing here is called this; please choose one of the list."),
        ("asset", "Lift 1", "Several are called this; please choose one of the list."),
        ("asset", "#99999999999999999", "Nothing here is called this; please choose one of the list."),
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
