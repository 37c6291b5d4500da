"""What an address asks of a list, joined by and, or, not; and in words."""

import pytest
from django.db.models import Q
from django.http import QueryDict
from django.utils import translation

from customers.models import Organisation
from tenants.models import Tenant
from ui.conditions import MOST_FILTERS, Asked
from ui.facet_fields import NONE, ContainsField, DaysField, RangeField, SeveralField
from ui.facets import Facet, Facets
from ui.phrases import sentence

COLOURS = [("red", "Red"), ("green", "Green"), ("blue", "Blue")]


def colours(keys: list[str]) -> Q:
    return Q(phone__in=[key for key in keys if key != NONE]) | (Q(phone="") if NONE in keys else Q(pk__in=[]))


FACETS = [
    Facet("colour", "Colour", "", lambda asked: SeveralField(COLOURS, without="No colour"), colours),
    Facet("name", "Name", "", lambda asked: ContainsField(), lambda words: Q(name__icontains=words)),
    Facet(
        "urgent",
        "Urgent",
        "",
        lambda asked: SeveralField([("yes", "Yes"), ("no", "No")]),
        lambda keys: Q(is_partner__in=[key == "yes" for key in keys]),
        phrases={"yes": "urgent", "not-yes": "not urgent"},
    ),
    Facet("size", "Size", "", lambda asked: RangeField(), lambda size: Q(number__gte=str(size.low)), ("_from", "_to")),
    Facet("day", "Day", "", lambda asked: DaysField("none"), lambda day: Q(note=""), ("", "_from", "_to")),
    Facet("old", "Old field", "", lambda asked: ContainsField(), lambda words: Q(), is_gone=True),
]


def asked(query: str) -> Asked:
    return Asked(QueryDict(query), Facets(FACETS))


def said(query: str) -> str:
    return sentence([group.phrases for group in asked(query).groups], before=["open"])


@pytest.fixture
def some(acme: Tenant) -> None:
    for name, phone, is_partner in [("Ada", "red", True), ("Ben", "green", False), ("Carla", "", False), ("Dora", "blue", True)]:
        Organisation.objects.create(name=name, phone=phone, is_partner=is_partner)


@pytest.mark.spec("C-36")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "Ada Ben Carla Dora"),
        ("colour=red", "Ada"),
        ("colour=red&colour=none", "Ada Carla"),
        ("colour=red&urgent=no", ""),
        ("not-colour=red", "Ben Carla Dora"),
        ("not-colour=red&colour=green&colour=blue&urgent=yes", "Dora"),
        ("colour=green&or-urgent=yes", "Ada Ben Dora"),
        ("colour=green&or-urgent=yes&or-name=a&or2-not-colour=red&or2-name=C", "Ada Ben Carla Dora"),
        ("or-colour=green", "Ben"),
        ("or-not-urgent=yes&or4-name=dora", "Ben Carla Dora"),
    ],
)
def test_filters_are_joined_by_and_or_not(some: None, query: str, names: str) -> None:
    found = Organisation.objects.filter(asked(query).picked()).order_by("name")

    assert " ".join(row.name for row in found) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("colour=pink", "Ada Ben Carla Dora"),
        ("colour=pink&or-colour=red", "Ada"),
        ("colour=red&or-colour=pink", "Ada"),
        ("colour=red&name=&or-name=%00", "Ada"),
        ("colour=red&or9-colour=green", "Ada"),
        ("colour=red&or-not-or2-colour=green&nonsense=1&not-=2&or-=3", "Ada"),
        ("colour=red&old=1", "Ada"),
    ],
)
def test_what_is_not_understood_is_left_out_and_never_widens_the_list(some: None, query: str, names: str) -> None:
    found = Organisation.objects.filter(asked(query).picked()).order_by("name")

    assert " ".join(row.name for row in found) == names


@pytest.mark.parametrize(
    ("query", "chips"),
    [
        ("colour=pink", [("Colour", "not understood", True)]),
        ("or-size_from=x", [("Size", "not understood", True)]),
        ("old=1&not-old=2", [("Old field", "no longer there", True)] * 2),
        ("or9-colour=red", [("Colour", "too many filters", True)]),
        ("not-colour=red&or-name=a", [("Colour", "not Red", False), ("Name", "“a”", False)]),
    ],
)
def test_every_filter_is_said(acme: Tenant, query: str, chips: list[tuple[str, str, bool]]) -> None:
    assert [(chip.label, chip.value, chip.is_wrong) for chip in asked(query).chips()] == chips


def test_more_filters_than_anybody_reads_are_left_out_and_said(acme: Tenant) -> None:
    many = [Facet(f"f{n}", f"F{n}", "", lambda asked: ContainsField(), lambda words: Q(name=words)) for n in range(40)]
    found = Asked(QueryDict("&".join(f"f{n}=x" for n in range(40))), Facets(many))

    assert [chip.value for chip in found.chips()] == ["“x”"] * MOST_FILTERS + ["too many filters"] * 10


def test_a_filter_is_taken_off_turned_and_edited_in_its_group(acme: Tenant) -> None:
    [first, second] = asked("colour=red&or-not-colour=green&q=x&after=place").chips()

    assert (first.remove, first.flip) == ("?or-not-colour=green&q=x", "?not-colour=red&or-not-colour=green&q=x")
    assert (second.remove, second.flip) == ("?colour=red&q=x", "?colour=red&or-colour=green&q=x")
    assert second.edit == "?colour=red&or-not-colour=green&q=x&filter=or-not-colour"
    assert (first.is_negated, second.is_negated) == (False, True)


def test_the_control_of_a_filter_bears_the_name_of_its_group(acme: Tenant) -> None:
    found = asked("colour=red&or-day_from=2026-01-02&filter=or-day")
    editor = found.editor()

    assert editor is not None
    assert (editor.label, editor.field.html_name, editor.kept) == ("Day", "or-day", [("colour", "red")])
    assert 'name="or-day_from"' in str(editor.field)
    assert (found.used_in(""), found.used_in("or-"), found.next_prefix) == ({"colour"}, {"day"}, "or2-")


@pytest.mark.spec("C-36")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "open"),
        ("colour=red&colour=blue", "open, Colour Red or Blue"),
        ("colour=none", "open, without Colour"),
        ("colour=red&colour=none&urgent=yes", "open, Colour Red or without Colour, urgent"),
        ("not-colour=red&not-urgent=yes&not-name=x", "open, Colour not Red, not urgent, Name not “x”"),
        ("not-colour=none&day=none&not-day=none", "open, without Day, with Colour, with Day"),
        ("colour=red&or-urgent=yes&or2-size_from=3", "open: Colour Red — or urgent — or Size from 3"),
    ],
)
def test_a_condition_is_said_in_words(acme: Tenant, query: str, words: str) -> None:
    with translation.override("en"):
        assert said(query) == words
