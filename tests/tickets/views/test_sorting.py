"""Every list is sorted by any header, both ways."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Team
from customers.models import Asset, Contract, Organisation, Product, Project
from tests.making import make_ada, make_contact, make_staff, make_ticket
from tests.worlds import shared
from tickets import filters
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.columns import columns_of
from tickets.models import Category, CustomField, Origin, Priority, Region, Severity, Status, Ticket, TicketType, TypeField
from tickets.vocabulary import vocabulary
from ui.listing import By, Heap


def order(desk, sort, more=""):
    return "".join(ticket.subject for ticket in desk.get(f"/tickets/?sort={sort}{more}").context["page"].rows)


def make_world():
    ada, three = make_ada(), make_three()
    return ada, three, make_own(three)


made, world, ada, three, own = shared(make_world, "ada", "three", "own")


def make_three():
    """A is the first in everything, B the last, C has nothing but what it must have."""
    made = [make_ticket(make_contact(f"{n}@x.example", name=name)) for n, name in enumerate(["Ärger", "Zorn", "Öse"])]
    for ticket, subject in zip(made, "ABC", strict=True):
        Ticket.objects.filter(pk=ticket.pk).update(subject=subject)
    return made


@pytest.fixture
def full(three, ada):
    a, b, _c = (Ticket.objects.filter(pk=ticket.pk) for ticket in three)
    firms = [Organisation.objects.create(name=name, is_partner=True) for name in ("ärzte", "Bau")]
    for place, rows in enumerate((a, b)):
        name = ("A", "b")[place]
        more = {
            model.__name__.lower(): model.objects.create(name=f"{name}", position=place)
            for model in (Category, Severity, Region, Origin)
        }
        more |= {model.__name__.lower(): model.objects.create(name=name) for model in (Project, Product)}
        day = datetime(2026, 3, 1 + place, tzinfo=UTC)
        times = {"due_at": day, "target_at": day, "closed_at": day, "estimated_on": date(2026, 3, 1 + place)}
        rows.update(
            **more, **times, hours=9 + place, days=9 + place, opened_at=day, last_activity_at=day,
            contract=Contract.objects.create(name=name, organisation=firms[place]), organisation=firms[place],
            partner=firms[place], team=Team.objects.create(name=name), source=["desk", "mail"][place],
            responsible=make_staff(f"{place}@desk.example", name=["Änne", "Zoe"][place]),
            priority=Priority.objects.get(level=3 - 2 * place), status=Status.objects.order_by("position")[place],
            type=TicketType.objects.create(name=name, position=7 + place),
        )  # fmt: skip
    TicketType.objects.filter(pk=three[2].type_id).update(position=99)
    Ticket.objects.filter(pk=three[2].pk).update(status=Status.objects.get(category="waiting_internal"), priority=None)


@pytest.mark.spec("BR-7", "C-36")
def test_every_column_sorts_both_ways_and_the_empty_ones_come_last(full, own, desk, ada):
    possible = {column.key for column in columns_of(vocabulary(ada))} - {field.key for field in own[0].values()}
    nullable = {
        *("due_at", "target_at", "estimated_on", "closed_at", "hours", "days", "priority", "category", "severity", "region"),
        *("origin", "organisation", "team", "project", "partner", "product", "contract", "responsible"),
    }
    always = {"status": ("ABC", "CBA"), "type": ("ABC", "CBA"), "subject": ("ABC", "CBA"), "pk": ("ABC", "CBA")}
    always |= {"requester": ("ACB", "BCA"), "opened_at": ("ABC", "CBA"), "last_activity_at": ("ABC", "CBA")}
    expected = dict.fromkeys(nullable, ("ABC", "BAC")) | always

    found = {key: (order(desk, key), order(desk, f"-{key}")) for key in expected}

    assert found == expected
    assert possible - set(expected) == {"source", "tags", "assets", "articles", "external_references"} & possible | {"source"}
    assert (order(desk, "source")[0], order(desk, "-source")[0]) == ("B", "A")


def make_own(three):
    """A holds what comes first, B what comes last, C nothing; of a kind that sorts by name, the keys run the other way."""
    zoe, anna = (make_staff(f"{name}@desk.example", name=name) for name in ("Zoe", "anna"))
    crane, lift = (Asset.objects.create(name=name) for name in ("Zug", "aufzug"))
    zara, alf = (make_contact(f"{name}@y.example", name=name) for name in ("Zara", "Älf"))
    fields = {
        kind: invent(CustomField(name=kind, kind=kind), options=["Red", "Green"] if kind in ("choice", "choices") else [])
        for kind in FieldKind.values
    }
    green, red = fields["choice"].options.order_by("-pk")
    fields["choice"].options.filter(pk=green.pk).update(position=0)
    fields["choice"].options.filter(pk=red.pk).update(position=1)
    held = {
        "text": ("ägypten", "Berlin"), "link": ("https://a", "https://b"), "number": ("-9.5", "10"), "money": ("9", "10.25"),
        "date": ("2025-12-31", "2026-01-01"), "yes_no": (False, True), "choice": (green.pk, red.pk),
        "user": (anna.pk, zoe.pk), "contact": (alf.pk, zara.pk), "asset": (lift.pk, crane.pk),
    }  # fmt: skip
    for place, ticket in enumerate(three[:2]):
        Ticket.objects.filter(pk=ticket.pk).update(custom={str(fields[kind].pk): pair[place] for kind, pair in held.items()})
    return fields, held


@pytest.mark.spec("BR-7", "C-36")
def test_own_fields_sort_as_what_they_are(own, desk):
    fields, held = own

    found = {kind: (order(desk, fields[kind].key), order(desk, f"-{fields[kind].key}")) for kind in held}

    assert found == dict.fromkeys(held, ("ABC", "BAC"))
    assert set(FieldKind.values) - set(held) == {"long_text", "choices"}


def test_what_has_no_order_or_is_none_leaves_the_usual_one(own, desk):
    usual = order(desk, "")

    wrong = ["tags", "-assets", own[0]["choices"].key, "custom_99999", "nonsense", "--pk", "-activity", "%00", "x" * 500]

    assert [order(desk, sort) for sort in wrong] == [usual] * len(wrong)


def test_values_that_fit_no_field_sort_among_the_empty_ones_and_harm_nobody(own, desk):
    bad = {"number": "twelve", "money": {"x": 1}, "choice": "x", "user": 1.5e300, "asset": {"a": 1}, "date": 7, "text": 5}
    Ticket.objects.filter(subject="C").update(
        custom={str(own[0][kind].pk): value for kind, value in bad.items() if kind != "user"}
    )

    found = {kind: order(desk, own[0][kind].key)[:2] for kind in ("number", "money", "choice", "asset", "user")}

    assert found == dict.fromkeys(found, "AB")
    assert {len(order(desk, own[0][kind].key)) for kind in ("date", "text")} == {3}


@pytest.mark.spec("C-09")
def test_what_a_type_hides_is_not_told_by_an_order_either(own, desk, three):
    number = own[0]["number"]
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, custom=number, staff="hidden", portal="hidden")
    Ticket.objects.filter(subject="A").update(type=fault)

    assert (order(desk, number.key), order(desk, f"-{number.key}")) == ("BCA", "BAC")


@pytest.mark.parametrize(
    "sort", ["due_at", "-due_at", "subject", "-requester", "{number}", "-{user}", "-activity", "status", "-closed_at"]
)
def test_every_order_is_turned_a_page_at_a_time_and_back(own, desk, carla, sort, monkeypatch):
    sort, like = sort.format(**{kind: field.key for kind, field in own[0].items()}), Ticket.objects.first()
    same = {"type": like.type, "status": like.status, "division": like.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(
        Ticket(subject=f"{n}", custom={str(own[0]["number"].pk): str(n % 7)} if n % 3 else {}, **same) for n in range(117)
    )
    Ticket.objects.filter(pk__gt=like.pk + 30).update(due_at=datetime(2026, 3, 1, tzinfo=UTC), closed_at=datetime.now(UTC))
    pages, link = [], f"?sort={sort}&closed=1"
    while link:
        pages.append(desk.get(f"/tickets/{link}").context["page"])
        link = pages[-1].older
    back = desk.get(f"/tickets/{pages[-1].newer}").context["page"]

    seen = [ticket.pk for page in pages for ticket in page.rows]
    assert (len(seen), len(set(seen))) == (120, 120)
    assert back.rows == pages[-2].rows


@pytest.mark.parametrize("query", ["", "closed=1"])
def test_a_long_list_without_an_index_sorts_its_newest_and_says_so(three, desk, monkeypatch, query):
    monkeypatch.setattr(filters, "HEAP", Heap([By("last_activity_at", descending=True), By("pk", descending=True)], most=1))

    page = desk.get(f"/tickets/?sort=subject&{query}").context["page"]
    indexed = desk.get(f"/tickets/?sort=oldest&{query}").context["page"]

    assert ("".join(ticket.subject for ticket in page.rows), page.is_part) == ("BC", True)
    assert ("".join(ticket.subject for ticket in indexed.rows), indexed.is_part) == ("ABC", False)


@pytest.mark.spec("BR-7")
def test_headings_sort_by_their_column_and_turn_it_round(three, desk):
    def headings(query):
        return {each.key: (each.link, each.state) for each in desk.get(f"/tickets/?{query}").context["headings"]}

    first, second, third = (headings(query) for query in ("urgent=no&after=x", "sort=requester", "sort=-requester"))

    assert first["requester"] == ("?urgent=no&sort=requester", "")
    assert first["last_activity_at"] == ("?urgent=no&sort=last_activity_at", "descending")
    assert first["due_at"] == ("?urgent=no&sort=due", "")
    assert second["requester"] == ("?sort=-requester", "ascending")
    assert third["requester"] == ("?sort=requester", "descending")
    assert [*first][:3] == ["priority", "pk", "subject"]
