"""What a ticket is about: objects, articles, its names elsewhere."""

from decimal import Decimal

import pytest

from customers.models import Article, Asset
from notifications.models import Letter
from tests.making import make_ticket
from tickets.models import IN_PLACE, ExternalReference, TicketType, TypeField


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def history(ticket):
    return [(event.data["field"], event.before, event.after) for event in ticket.events.filter(verb="changed").order_by("pk")]


@pytest.mark.spec("CP-17")
def test_objects_are_added_and_removed(ticket, desk):
    lift, door = Asset.objects.create(name="Lift 2"), Asset.objects.create(name="Door 7")

    for name in ("Lift 2", "Lift 2", f"Door 7 #{door.pk}"):
        desk.post(f"/tickets/{ticket.pk}/assets/", {"asset": name})
    desk.post(f"/tickets/{ticket.pk}/assets/{lift.pk}/removal/")

    assert list(ticket.assets.all()) == [door]
    assert history(ticket) == [
        ("assets", "", "Lift 2"),
        ("assets", "Lift 2", "Lift 2, Door 7"),
        ("assets", "Lift 2, Door 7", "Door 7"),
    ]


@pytest.mark.spec("CP-17")
def test_the_first_object_is_the_primary_one_until_another_is_put_first(ticket, desk, read, carla, at_portal):
    lift, door, gate = (Asset.objects.create(name=name) for name in ("Lift 2", "Door 7", "Gate 1"))
    other = make_ticket(carla, subject="Other", assets=[gate, door])
    for asset in (lift, door, gate):
        desk.post(f"/tickets/{ticket.pk}/assets/", {"asset": asset.name})

    for asset in (gate, gate):
        desk.post(f"/tickets/{ticket.pk}/assets/{asset.pk}/lead/")
    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    desk.post(f"/tickets/{ticket.pk}/assets/{gate.pk}/removal/")

    assert page.index("Gate 1") < page.index("Primary object") < page.index("Make it the primary object: Lift 2")
    assert history(ticket)[3:] == [
        ("assets", "Lift 2, Door 7, Gate 1", "Gate 1, Lift 2, Door 7"),
        ("assets", "Gate 1, Lift 2, Door 7", "Lift 2, Door 7"),
    ]
    assert [asset.name for asset in other.assets.order_by(*IN_PLACE)] == ["Gate 1", "Door 7"]
    theirs = at_portal(carla.user).get(f"/tickets/{ticket.pk}/").content.decode()
    assert 0 < theirs.index("Lift 2") < theirs.index("Door 7")
    assert desk.post(f"/tickets/{ticket.pk}/assets/{gate.pk}/lead/").status_code == 404


@pytest.mark.spec("CP-17")
def test_letters_name_the_primary_object_where_it_may_be_seen(carla, ada):
    lift, door = Asset.objects.create(name="Lift 2"), Asset.objects.create(name="Door 7")

    make_ticket(carla, assets=[door, lift], responsible=ada, acknowledge=True)
    TypeField.objects.create(type=TicketType.objects.get(), builtin="assets", staff="write", portal="hidden")
    make_ticket(carla, assets=[door, lift], responsible=ada, acknowledge=True)

    said = {letter.template: letter.text for letter in Letter.objects.order_by("-pk")}
    hidden = {letter.template: letter.text for letter in Letter.objects.order_by("pk")}
    assert [("Object: Door 7" in said[name], "Lift 2" in said[name]) for name in sorted(said)] == [(True, False)] * 2
    assert [(name, "Object: Door 7" in hidden[name]) for name in sorted(hidden)] == [
        ("ticket_opened", False),
        ("work_arrived", True),
    ]


@pytest.mark.spec("RB-9")
def test_articles_have_a_quantity(ticket, desk, read):
    fuse = Article.objects.create(name="Fuse", unit="pcs")

    for quantity in ("2", "3.5"):
        desk.post(f"/tickets/{ticket.pk}/articles/", {"article": "Fuse", "quantity": quantity})

    [item] = ticket.line_items.all()
    assert (item.article, item.quantity) == (fuse, Decimal("3.50"))
    assert "3.5 pcs" in read(desk.get(f"/tickets/{ticket.pk}/"))
    desk.post(f"/tickets/{ticket.pk}/articles/{item.pk}/removal/")
    assert history(ticket) == [
        ("articles", "", "2 × Fuse"),
        ("articles", "2 × Fuse", "3.5 × Fuse"),
        ("articles", "3.5 × Fuse", ""),
    ]


@pytest.mark.spec("RB-9")
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"article": "Nut", "quantity": "1"}, "Nothing here is called this"),
        ({"article": "Fuse", "quantity": "0"}, "Ensure this value is greater than or equal to 0.01."),
        ({"article": "Fuse", "quantity": "many"}, "Enter a number."),
    ],
)
def test_an_article_that_cannot_be_is_answered_beside_the_field(ticket, desk, read, said, words):
    Article.objects.create(name="Fuse")

    answer = desk.post(f"/tickets/{ticket.pk}/articles/", said)

    assert (answer.status_code, ticket.line_items.count(), words in read(answer)) == (422, 0, True)


@pytest.mark.spec("CP-26")
def test_its_names_elsewhere_are_kept(ticket, desk, read):
    for reply in ("", "r-9"):
        desk.post(f"/tickets/{ticket.pk}/references/", {"channel": "X", "external_id": "17", "reply_id": reply})

    assert [(row.channel, row.external_id, row.reply_id) for row in ExternalReference.objects.all()] == [("X", "17", "r-9")]
    assert "X 17" in read(desk.get(f"/tickets/{ticket.pk}/"))
    desk.post(f"/tickets/{ticket.pk}/references/{ExternalReference.objects.get().pk}/removal/")
    assert not ExternalReference.objects.exists()


def test_what_belongs_to_another_ticket_is_not_found(ticket, desk, carla):
    other = make_ticket(carla, subject="Other")
    row = ExternalReference.objects.create(ticket=other, channel="X", external_id="17")

    assert desk.post(f"/tickets/{ticket.pk}/references/{row.pk}/removal/").status_code == 404


def test_what_the_type_hides_is_not_shown(ticket, desk, read):
    for key in ("assets", "external_references"):
        TypeField.objects.create(type=TicketType.objects.get(), builtin=key, staff="hidden", portal="hidden")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert [words in page for words in ("Add object", "Add article", "Add reference")] == [False] * 3
