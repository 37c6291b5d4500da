"""Filters of a queue are joined by and, or, not; it says in words what it holds."""

import pytest

from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.filters import listing_of
from tickets.models import Category, CustomField, Tag, Ticket, TicketType, TypeField


def found(desk, query):
    answer = desk.get(f"/tickets/?{query}")
    assert answer.status_code == 200
    return "".join(sorted(ticket.subject for ticket in answer.context["page"].rows))


@pytest.fixture
def four(carla, ada, ben):
    """A: heating, hers. B: lift, urgent. C: nothing. D: heating, closed."""
    heating, lift = (Category.objects.create(name=name) for name in ("Heating", "Lift"))
    made = {subject: make_ticket(carla, subject=subject) for subject in "ABCD"}
    Ticket.objects.filter(subject__in="AD").update(category=heating)
    Ticket.objects.filter(subject="A").update(responsible=ada)
    Ticket.objects.filter(subject="B").update(category=lift, is_urgent=True, responsible=ben)
    close(made["D"], by=ada)
    made["A"].tags.add(Tag.objects.create(name="VIP"))
    return heating, lift


@pytest.mark.spec("C-36")
@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("category={h}", "A"), ("category={h}&closed=1", "AD"), ("category={h}&or-urgent=yes", "AB"), ("not-category={h}", "BC"),
        ("not-category={h}&closed=1", "BC"), ("not-category=none", "AB"), ("not-responsible=none&not-urgent=yes", "A"),
        ("responsible=me", "A"), ("not-responsible=me", "BC"), ("responsible=me&responsible=none", "AC"),
        ("category={h}&responsible=none&or-category={l}&or2-not-responsible=none", "AB"),
        ("tags=vip&or-category={l}", "AB"), ("not-tags=vip", "BC"), ("status=closed&or-urgent=yes", "BD"),
        ("category={h}&or-status=closed&or-category={h}", "AD"), ("queue=closed&or-category={h}", "D"),
        ("queue=unassigned&category={h}&or-urgent=no", "C"), ("not-status=new", ""), ("not-status=closed", "ABC"),
        ("requester=none", ""), ("organisation=none&asset=none&article=none", "ABC"), ("not-asset=none", ""),
    ],
)  # fmt: skip
def test_groups_of_filters_hold_and_or_not(four, desk, query, subjects):
    heating, lift = four

    assert found(desk, query.format(h=heating.pk, l=lift.pk)) == subjects


@pytest.mark.spec("C-36")
def test_what_is_not_so_includes_what_says_nothing_of_it_whatever_the_kind(carla, ada, desk):
    held = {
        "text": "red",
        "long_text": "red",
        "link": "https://red",
        "number": "5",
        "money": "5",
        "date": "2026-03-04",
        "yes_no": True,
    }
    fields = {
        kind: invent(CustomField(name=kind, kind=kind), options=["Red"] if "choice" in kind else []) for kind in FieldKind.values
    }
    red, reds = (fields[kind].options.get().pk for kind in ("choice", "choices"))
    held |= {"yes_no": True, "choice": red, "choices": [reds], "user": ada.pk, "contact": carla.pk}
    for subject in "ABC":
        make_ticket(carla, subject=subject)
    Ticket.objects.filter(subject="A").update(custom={str(fields[kind].pk): value for kind, value in held.items()})
    Ticket.objects.filter(subject="B").update(custom={str(fields["number"].pk): "twelve", str(fields["text"].pk): [1]})
    asked = {
        "text": "=red", "long_text": "=red", "link": "=red", "number": "_from=5", "money": "_to=5", "date": "_from=2026-01-01",
        "yes_no": "=yes", "choice": f"={red}", "choices": f"={reds}", "user": "=me", "contact": f"={carla.pk}", "asset": "=none",
    }  # fmt: skip

    plain = {kind: found(desk, fields[kind].key + end) for kind, end in asked.items()}
    turned = {kind: found(desk, f"not-{fields[kind].key}{end}") for kind, end in asked.items()}

    assert plain == {**dict.fromkeys(held, "A"), "asset": "ABC"}
    assert turned == {**dict.fromkeys(held, "BC"), "asset": ""}


@pytest.mark.spec("C-09")
def test_of_a_type_that_hides_a_field_nothing_is_found_by_what_is_not_so_either(carla, desk):
    field = invent(CustomField(name="Meter", kind=FieldKind.TEXT))
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, custom=field, staff="hidden", portal="hidden")
    for subject in "AB":
        make_ticket(carla, subject=subject)
    Ticket.objects.filter(subject="B").update(type=fault)

    assert found(desk, f"not-{field.key}=x") == "A"


@pytest.mark.spec("C-36")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "open"),
        ("closed=1&q=leak", "open and closed, with “leak”"),
        ("queue=mine&not-urgent=yes", "open, assigned to me, not urgent"),
        ("queue=closed&status=closed", "closed, Closed"),
        ("category={h}&responsible=none", "open, Category Heating, nobody responsible"),
        ("category={h}&responsible=none&or-urgent=yes", "open: Category Heating, nobody responsible — or urgent"),
        ("not-category={h}&not-category=none&due=none", "open, without a due date, Category not Heating, with Category"),
        ("status=closed&or-category=x", "open and closed, Closed"),
        ("tags=vip&hours_from=2&due=overdue", "open, Tags VIP, Hours from 2, Due Overdue"),
    ],
)
def test_a_list_says_what_it_holds(four, ada, query, words):
    from django.http import QueryDict

    assert listing_of(QueryDict(query.format(h=four[0].pk)), user=ada).sentence() == words


def test_own_statuses_are_asked_for_one_by_one(four, desk):
    from tickets.models import Status

    parts = Status.objects.create(category="waiting_internal", name="Waiting for parts", position=9)
    Ticket.objects.filter(subject="C").update(status=parts)
    Ticket.objects.filter(subject="B").update(status=Status.objects.get(category="waiting_internal", name=""))

    assert [found(desk, f"status={key}") for key in ("waiting_internal", parts.pk)] == ["BC", "C"]
    [chip] = desk.get(f"/tickets/?status={parts.pk}").context["chips"]
    assert chip.value == "Waiting for parts"
