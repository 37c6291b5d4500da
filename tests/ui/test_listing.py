"""Long lists, a page at a time, in both directions."""

from datetime import timedelta

import pytest
from django.db.models import CharField, Value
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.utils import timezone

from customers.models import Organisation
from tenants.models import Tenant
from ui.listing import By, Heap, Page, batches_of, page_of

BY_NAME = [By("name"), By("pk")]


def make(*names: str) -> None:
    Organisation.objects.bulk_create(Organisation(name=name) for name in names)


def page(link: str = "", *, by: list[By] = BY_NAME, size: int = 2) -> Page[Organisation]:
    return page_of(Organisation.objects.all(), by=by, query=QueryDict(link.removeprefix("?")), size=size)


def names(found: Page[Organisation]) -> list[str]:
    return [row.name for row in found.rows]


def test_the_first_page_knows_only_older_ones(acme: Tenant) -> None:
    make("A", "B", "C")

    first = page()

    assert (names(first), first.newer, bool(first.older)) == (["A", "B"], "", True)


def test_the_last_page_knows_only_newer_ones(acme: Tenant) -> None:
    make("A", "B", "C")

    last = page(page().older)

    assert (names(last), bool(last.newer), last.older) == (["C"], True, "")


def test_a_list_that_fits_has_no_neighbours(acme: Tenant) -> None:
    make("A", "B")

    only = page()

    assert (names(only), only.newer, only.older) == (["A", "B"], "", "")


@pytest.mark.parametrize("descending", [False, True])
def test_ties_are_walked_once_each_and_back_again(acme: Tenant, descending: bool) -> None:
    make("A", *"BBBBB", "C")
    by = [By("name", descending=descending), By("pk", descending=descending)]
    there, found = [], page(by=by)
    there.append([row.pk for row in found.rows])
    while found.older:
        found = page(found.older, by=by)
        there.append([row.pk for row in found.rows])

    back = [there[-1]]
    while found.newer:
        found = page(found.newer, by=by)
        back.append([row.pk for row in found.rows])

    everything = [pk for pks in there for pk in pks]
    assert everything == sorted(everything, reverse=descending)
    assert len(everything) == 7
    assert back == there[::-1]


def test_the_empty_ones_come_last_and_are_walked_too(acme: Tenant, kai: object) -> None:
    from customers.models import Contact

    firm = Organisation.objects.create(name="Firm")
    Contact.objects.bulk_create(
        Contact(name=name, email=f"{name}@x.example", organisation=firm if name < "c" else None) for name in "abcde"
    )
    by, rows = [By("organisation__name", nullable=True), By("pk")], Contact.objects.exclude(name="Kai Winter")
    seen, link = [], ""
    while True:
        found = page_of(rows, by=by, query=QueryDict(link.removeprefix("?")), size=2)
        seen.append([row.name for row in found.rows])
        if not found.older:
            break
        link = found.older

    back = page_of(rows, by=by, query=QueryDict(found.newer.removeprefix("?")), size=2)

    assert seen == [["a", "b"], ["c", "d"], ["e"]]
    assert [row.name for row in back.rows] == ["c", "d"]


def test_a_row_that_came_in_before_is_reached_by_going_back(acme: Tenant) -> None:
    make("B", "C", "D")
    last = page(page().older)
    make("A")

    back = page(last.newer)

    assert (names(back), bool(back.newer)) == (["B", "C"], True)


def test_going_back_to_a_short_start_shows_the_whole_first_page(acme: Tenant) -> None:
    make("A", "B", "C")
    last = page(page().older)
    Organisation.objects.filter(name="A").delete()

    back = page(last.newer)

    assert (names(back), back.newer) == (["B", "C"], "")


def test_behind_a_list_that_has_gone_lies_the_first_page(acme: Tenant) -> None:
    make("A", "B", "C")
    older = page().older
    Organisation.objects.filter(name="C").delete()

    assert names(page(older)) == ["A", "B"]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "!!",
        "bnVsbA",
        "W10",
        "WzEsMl0",
        "WyJBIixudWxsXQ",
        "WyJBIiwiQiJd",
        "W1tdLFtdXQ",
        "WyJcdTAwMDAiLDFd",
        "9" * 5000,
        "ü",
    ],
)
def test_a_tampered_cursor_leads_to_the_first_page(acme: Tenant, cursor: str) -> None:
    make("A", "B", "C")

    assert names(page(f"?after={cursor}")) == ["A", "B"]


def test_moments_keep_their_fraction(acme: Tenant) -> None:
    now = timezone.now()
    for number in range(4):
        Organisation.objects.create(name=str(number), created_at=now - timedelta(microseconds=number))
    by = [By("created_at", descending=True), By("pk", descending=True)]

    assert names(page(page(by=by).older, by=by)) == ["2", "3"]


def test_the_links_keep_the_rest_of_the_query(acme: Tenant) -> None:
    make("A", "B", "C")

    link = page_of(Organisation.objects.all(), by=BY_NAME, query=QueryDict("q=x&status=new&status=open&before=old"), size=2).older

    query = QueryDict(link.removeprefix("?"))
    assert (query.getlist("status"), query["q"], "before" in query) == (["new", "open"], "x", False)


def walked(*, by: list[By], rows: object = None, **more: object) -> list[list[str]]:
    """Page by page to the end, then back again; both ways have to show the same pages."""
    rows = Organisation.objects.all() if rows is None else rows
    there = [page_of(rows, by=by, query=QueryDict(), size=2, **more)]
    while there[-1].older:
        there.append(page_of(rows, by=by, query=QueryDict(there[-1].older.removeprefix("?")), size=2, **more))
    back = [there[-1]]
    while back[-1].newer:
        back.append(page_of(rows, by=by, query=QueryDict(back[-1].newer.removeprefix("?")), size=2, **more))
    assert [names(found) for found in back[::-1]] == [names(found) for found in there]
    return [names(found) for found in there]


@pytest.mark.parametrize("heap", [None, Heap([By("pk", descending=True)])], ids=["walked", "sorted"])
@pytest.mark.parametrize(("descending", "pages"), [(False, ["ca", "eb", "d"]), (True, ["be", "ac", "d"])])
def test_the_empty_ones_come_last_both_ways(acme: Tenant, heap: Heap | None, descending: bool, pages: list[str]) -> None:
    for name, number in [("b", "3"), ("a", "2"), ("d", ""), ("c", "1"), ("e", "20")]:
        Organisation.objects.create(name=name, number=number)
    said = NullIf("number", Value(""), output_field=CharField())
    by = [By("said", descending, nullable=True, expression=said), By("pk", descending)]

    assert ["".join(found) for found in walked(by=by, heap=heap)] == pages


def test_a_heap_sorts_the_newest_of_a_long_list_and_says_so(acme: Tenant) -> None:
    make(*"EDCBA")
    newest, by = [By("pk", descending=True)], [By("name"), By("pk")]

    whole = page_of(Organisation.objects.all(), by=by, query=QueryDict(), size=9, heap=Heap(newest), is_indexed=False)
    part = page_of(Organisation.objects.all(), by=by, query=QueryDict(), size=9, heap=Heap(newest, most=2), is_indexed=False)
    indexed = page_of(Organisation.objects.all(), by=by, query=QueryDict(), size=9, heap=Heap(newest, most=2))

    assert (names(whole), whole.is_part) == ([*"ABCDE"], False)
    assert (names(part), part.is_part) == ([*"ABC"], True)
    assert (names(indexed), indexed.is_part) == ([*"ABCDE"], False)


def test_batches_are_all_rows_once_also_where_the_first_column_is_empty(acme: Tenant) -> None:
    Organisation.objects.bulk_create(Organisation(name=f"{n}", number="" if n % 3 == 0 else f"{n}") for n in range(10))
    said = NullIf("number", Value(""), output_field=CharField())

    found = list(batches_of(Organisation.objects.all(), by=[By("said", nullable=True, expression=said), By("pk")], size=3))

    assert [len(rows) for rows in found] == [3, 3, 3, 1]
    assert "".join(row.name for rows in found for row in rows) == "1245780369"
