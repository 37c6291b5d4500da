"""A queue is narrowed by any field; what is asked stands in the address."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Team
from customers.models import Article, Asset, Contract, Organisation, Product, Project
from tests.making import make_ada, make_carla, make_kai, make_ticket
from tests.worlds import shared
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.models import (
    Category,
    CustomField,
    LineItem,
    Origin,
    Priority,
    Region,
    Severity,
    Tag,
    Ticket,
    TicketType,
    TypeField,
)


def found(desk, query):
    answer = desk.get(f"/tickets/?{query}")
    assert answer.status_code == 200
    return "".join(sorted(ticket.subject for ticket in answer.context["page"].rows))


def chips(answer):
    return [(chip.label, chip.value) for chip in answer.context["chips"]]


def make_world():
    carla, kai, ada = make_carla(), make_kai(), make_ada()
    return carla, kai, ada, make_own(carla, ada, kai)


made, world, carla, kai, ada, own = shared(make_world, "carla", "kai", "ada", "own")


@pytest.fixture
def full(kai, ada):
    """Ticket A has everything, B is plain."""
    firm = Organisation.objects.create(name="Nordbau", is_partner=True)
    lists = {model.__name__.lower(): model.objects.create(name="Hers") for model in (Category, Severity, Region, Origin)}
    about = {model.__name__.lower(): model.objects.create(name="Hers") for model in (Project, Product)}
    about["contract"] = Contract.objects.create(name="Hers", organisation=firm)
    more = lists | about | {"priority": Priority.objects.get(level=3), "team": Team.objects.create(name="Lifts")}
    more["type"] = TicketType.objects.create(name="Fault")
    Ticket.objects.filter(subject="C").delete()
    Ticket.objects.update(custom={})
    a = Ticket.objects.get(subject="A")
    Ticket.objects.filter(pk=a.pk).update(
        **more,
        requester=kai,
        responsible=ada,
        is_urgent=True,
        organisation=firm,
        partner=firm,
        source="mail",
        hours=Decimal("2.5"),
    )
    a.tags.add(*(Tag.objects.create(name=name) for name in ("VIP", "Roof")))
    lift = Asset.objects.create(name="Lift 2")
    a.assets.add(lift)
    LineItem.objects.create(ticket=a, article=Article.objects.create(name="Rope"))
    return (
        more
        | {"requester": kai, "organisation": firm, "partner": firm, "responsible": ada}
        | {
            "asset": lift,
            "article": Article.objects.get(),
        }
    )


@pytest.mark.spec("CP-22", "CP-24", "CP-27", "T24-32")
def test_every_built_in_field_narrows_the_queue(full, desk):
    about_a = [f"{key}={row.pk}" for key, row in full.items()]
    about_a += ["urgent=yes", "source=mail", "tags=vip", "tags=roof,VIP", "hours_from=2.5", "hours_to=3", "asset=lift 2"]
    about_b = ["urgent=no", "source=portal"]
    about_b += [f"{key}=none" for key in ("category", "severity", "region", "origin", "team", "responsible")]

    wrong = {query for query in about_a if found(desk, query) != "A"} | {query for query in about_b if found(desk, query) != "B"}

    assert len(about_a) == 23
    assert wrong == set()
    assert found(desk, f"category={full['category'].pk}&category=none") == "AB"
    assert found(desk, f"urgent=yes&category={full['category'].pk}&responsible=none") == ""


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("due=overdue", "A"),
        ("due=today", "AB"),
        ("due=week", "ABC"),
        ("due=none", "E"),
        ("due_from=2026-03-05&due_to=2026-03-06", "C"),
        ("due_from=2026-03-05", "CD"),
        ("due_to=2026-03-04", "AB"),
        ("due=today&due_from=2030-01-01", "AB"),
    ],
)
def test_dates_are_those_of_the_readers_day(desk, carla, ada, query, subjects, monkeypatch):
    now = datetime(2026, 3, 4, 12, tzinfo=timezone.get_fixed_timezone(60))  # a Wednesday, in Berlin
    monkeypatch.setattr(timezone, "now", lambda: now)
    due = {"A": now - timedelta(hours=11, minutes=59), "B": now + timedelta(hours=11), "C": now + timedelta(hours=13)}
    for subject in "DE":
        make_ticket(carla, subject=subject)
    for subject in "ABCDE":
        Ticket.objects.filter(subject=subject).update(
            due_at=due.get(subject) or (now + timedelta(days=9) if subject == "D" else None)
        )

    assert found(desk, query) == subjects


def make_own(carla, ada, kai):
    """One field of each kind; ticket A holds something in each, B something else, C nothing."""
    lift, crane = (Asset.objects.create(name=name) for name in ("Lift", "Crane"))
    fields = {}
    for kind in FieldKind:
        options = ["Red", "Green"] if kind in (FieldKind.CHOICE, FieldKind.CHOICES) else []
        fields[kind.value] = invent(CustomField(name=f"Own {kind.value}", kind=kind), options=options)
    red, green = fields["choice"].options.all()
    some_red, some_green = fields["choices"].options.all()
    held = {
        "text": ("Ärger im 3. Stock", "nothing"), "long_text": ("50% \\ of \"it\"", "no"), "link": ("https://a.example", "https://b.example"),
        "number": ("12.5", "-3"), "money": ("1000", "99.99"), "date": ("2026-03-04", "2027-01-01"), "yes_no": (True, False),
        "choice": (red.pk, green.pk), "choices": ([some_red.pk, some_green.pk], [some_green.pk]),
        "user": (ada.pk, ada.pk + 999), "contact": (kai.pk, carla.pk), "asset": (lift.pk, crane.pk),
    }  # fmt: skip
    for subject, place in (("A", 0), ("B", 1), ("C", None)):
        ticket = make_ticket(carla, subject=subject)
        custom = {} if place is None else {str(fields[kind].pk): pair[place] for kind, pair in held.items()}
        Ticket.objects.filter(pk=ticket.pk).update(custom=custom)
    return fields, held


def test_fields_of_every_kind_narrow_the_queue(own, desk):
    fields, held = own
    red, some_red, kai, lift = held["choice"][0], held["choices"][0][0], held["contact"][0], held["asset"][0]
    asked = {
        "text": {"=ÄRGER": "A", "=%25": ""},
        "long_text": {"=50%25": "A", "=%22it%22": "A", "=%5C": "A"},
        "link": {"=a.example": "A"},
        "number": {"_from=12.5": "A", "_to=12.5": "AB", "_from=-3&{}_to=12": "B", "_from=13": ""},
        "money": {"_from=100": "A", "_to=99.99": "B"},
        "date": {"_from=2026-03-04&{}_to=2026-03-04": "A", "_from=2026-03-05": "B", "=none": "C"},
        "yes_no": {"=yes": "A", "=no": "B", "=none": "C", "=yes&{}=no": "AB"},
        "choice": {f"={red}": "A", f"={red}&{{}}=none": "AC"},
        "choices": {f"={some_red}": "A", f"={some_red + 1}": "AB"},
        "user": {f"={held['user'][0]}": "A", "=none": "C"},
        "contact": {f"={kai}": "A", "=kai@kunde.example": "A"},
        "asset": {f"={lift}": "A", "=Lift": "A", f"=Lift %23{lift}": "A"},
    }

    wrong = {
        (kind, end): got
        for kind, ends in asked.items()
        for end, subjects in ends.items()
        if (got := found(desk, fields[kind].key + end.format(fields[kind].key))) != subjects
    }

    assert set(asked) == set(FieldKind.values)
    assert wrong == {}


def test_what_is_asked_is_said_and_can_be_taken_back(own, desk, read):
    fields, held = own
    number, choice = fields["number"].key, fields["choice"].key

    answer = desk.get(f"/tickets/?queue=open&{number}_from=3&{choice}={held['choice'][0]}&due=overdue&urgent=no&after=x")

    assert sorted(chips(answer)) == [
        ("Due", "Overdue"),
        ("Own choice", "Red"),
        ("Own number", "from 3"),
        ("Urgent", "No"),
    ]
    [chip] = [chip for chip in answer.context["chips"] if chip.label == "Own number"]
    assert chip.remove == f"?queue=open&{choice}={held['choice'][0]}&due=overdue&urgent=no"
    assert "Remove filter Own number" in read(answer)


@pytest.mark.parametrize(
    "query",
    [
        *("status=x", "category=99999", "responsible=-1", "team=1;drop", "asset=99999999999999999999", "tags=nope"),
        *("due=x", "due_from=0001-01-01", "due_to=9999-12-31", "due_from=2026-02-31", "due_from=2026-03-02&due_to=2026-03-01"),
        *("hours_from=abc", "hours_from=NaN", "hours_to=1e999", "urgent=maybe", "source=%F0%9F%94%A5"),
        *("{number}_from=Infinity", "{number}_from=2&{number}_to=1", "{date}_from=x", "{choice}=99999", "{yes_no}=x", "{user}=x"),
        *("{contact}=Nobody", "{asset}=%C2%B2"),
    ],
)
def test_what_is_not_understood_is_said_and_narrows_nothing(own, desk, read, query):
    Category.objects.create(name="Heating")
    Tag.objects.create(name="VIP")
    Team.objects.create(name="Lifts")
    names = {kind: field.key for kind, field in own[0].items()}

    answer = desk.get("/tickets/?" + query.format(**names))

    assert (answer.status_code, len(answer.context["page"].rows)) == (200, 3)
    assert [value for _label, value in chips(answer)] == ["not understood"]
    assert b"field-error" in answer.content


def test_what_nobody_knows_is_left_out(own, desk):
    queries = [
        "custom_9999=1",
        "custom_x=1",
        "filter=nonsense",
        "filter=%00",
        "foo=bar",
        "requester=%00",
        f"{own[0]['text'].key}=%00",
    ]

    assert [found(desk, query) for query in queries] == ["ABC"] * 7


def test_a_value_that_is_no_number_is_in_no_range(own, desk):
    number, date = own[0]["number"], own[0]["date"]
    Ticket.objects.filter(subject="C").update(custom={str(number.pk): "twelve", str(date.pk): 5})

    assert (found(desk, f"{number.key}_from=-1000"), found(desk, f"{date.key}_from=1900-01-01")) == ("AB", "AB")


def test_a_filter_is_added_without_script(own, desk, read, kai):
    names = {kind: field.key for kind, field in own[0].items()}
    for kind, shown in [
        ("text", 'aria-label="Own text"'),
        ("number", f'name="{names["number"]}_from"'),
        ("date", f'name="{names["date"]}_to"'),
        ("choice", "Green"),
        ("yes_no", "Not specified"),
        ("user", "Ada Lovelace"),
        ("contact", "/suggestions/contacts/"),
    ]:
        assert f'filter={names[kind]}"' in read(desk.get("/tickets/?queue=mine"))
        page = read(desk.get(f"/tickets/?queue=mine&urgent=no&filter={names[kind]}"))
        editor = page[page.index('<form class="panel') :]
        assert shown in editor
        assert '<input type="hidden" name="urgent" value="no">' in editor
    assert f'value="Kai Winter #{kai.pk}"' in read(desk.get(f"/tickets/?requester={kai.pk}&filter=requester"))


@pytest.mark.spec("T24-18")
def test_a_choice_without_options_and_a_hidden_field_are_nowhere(own, desk, read):
    choice, text = own[0]["choice"], own[0]["text"]
    choice.options.update(is_active=False)
    TypeField.objects.create(type=TicketType.objects.get(), custom=text, staff="hidden", portal="hidden")
    TypeField.objects.create(type=TicketType.objects.get(), builtin="is_urgent", staff="hidden", portal="hidden")

    page = read(desk.get("/tickets/"))

    assert [f'filter={key}"' in page for key in (choice.key, text.key, "urgent", own[0]["number"].key)] == [
        False,
        False,
        False,
        True,
    ]
    assert found(desk, f"{text.key}=nothing&urgent=yes") == "ABC"


def test_tickets_whose_type_hides_a_field_are_not_found_by_it(own, desk):
    text = own[0]["text"]
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, custom=text, staff="hidden", portal="hidden")
    Ticket.objects.filter(subject="B").update(type=fault)

    assert (found(desk, f"{text.key}=nothing"), found(desk, f"{text.key}=Stock")) == ("", "A")


def test_a_filtered_list_is_turned_a_page_at_a_time(own, desk, carla):
    number = own[0]["number"]
    first = Ticket.objects.get(subject="C")
    same = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject=f"{n}", custom={str(number.pk): str(n % 2)}, **same) for n in range(130))
    seen, link = [], f"?{number.key}_from=1&{number.key}_to=1&sort=oldest"
    while link:
        page = desk.get(f"/tickets/{link}").context["page"]
        seen += [ticket.subject for ticket in page.rows]
        link = page.older

    assert seen == [str(n) for n in range(130) if n % 2]
