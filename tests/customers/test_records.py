"""Projects, products, articles and contracts at the desk, and partners."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from customers.choices import Validity
from customers.models import Article, Contract, Organisation, Product, Project
from tests.making import make_staff, make_ticket
from tickets.models import LineItem

LISTS = ["/projects/", "/products/", "/articles/", "/contracts/"]
MODELS = {"/projects/": Project, "/products/": Product, "/articles/": Article, "/contracts/": Contract}


@pytest.fixture
def firm(acme):
    return Organisation.objects.create(name="Elbwohnen eG", number="1001")


@pytest.fixture
def record(firm):
    """Writes one down in a list, by its address."""

    def write(path, **fields):
        whose = {"organisation": firm} if path == "/contracts/" else {}
        return MODELS[path].objects.create(**{"name": "Lift", **whose, **fields})

    return write


def body(browser, path):
    return browser.get(path).content.decode()


def of_role(*permissions):
    user = make_staff("olga@acme.example", name="Olga Office")
    user.roles.set([Role.objects.create(name="Office", permissions=list(permissions))])
    return user


@pytest.mark.parametrize(
    ("permissions", "seeing", "changing"),
    [(["customers.manage"], 200, 200), (["tickets.work"], 200, 403), (["workspace.manage"], 403, 403)],
)
@pytest.mark.parametrize("path", LISTS)
def test_seeing_and_changing_are_two_permissions(at_desk, record, path, permissions, seeing, changing):
    browser, page = at_desk(of_role(*permissions)), f"{path}{record(path).pk}/"

    assert [browser.get(address).status_code for address in (path, page)] == [seeing, seeing]
    offers = [f'href="{path}new/"' in body(browser, path), f'href="{page}edit/"' in body(browser, page)]
    assert offers == [changing == seeing == 200] * 2
    assert [browser.get(address).status_code for address in (f"{path}new/", f"{page}edit/")] == [changing, changing]
    assert (browser.post(f"{path}new/", {"name": ""}).status_code == 422) is (changing == 200)


@pytest.mark.parametrize("path", LISTS)
def test_nobody_and_customers_are_sent_to_the_sign_in(at_desk, carla, record, path):
    page = f"{path}{record(path).pk}/"
    answers = [
        at_desk(user).get(address) for user in (None, carla.user) for address in (path, page, f"{path}new/", f"{page}edit/")
    ]

    assert {(a.status_code, a["Location"].split("?")[0]) for a in answers} == {(302, "/account/login/")}


@pytest.mark.parametrize("path", LISTS)
def test_what_does_not_exist_is_not_found(desk, path):
    assert [desk.get(f"{path}4711/{more}").status_code for more in ("", "edit/")] == [404, 404]


@pytest.mark.parametrize(
    ("path", "typed", "written"),
    [
        pytest.param(
            "/projects/",
            {"organisation": "elbwohnen EG"},
            {"organisation__name": "Elbwohnen eG"},
            marks=pytest.mark.spec("CP-17"),
        ),
        pytest.param("/products/", {}, {}, marks=pytest.mark.spec("CP-19")),
        pytest.param("/articles/", {"unit": "m"}, {"unit": "m"}, marks=pytest.mark.spec("RB-9")),
        pytest.param(
            "/contracts/",
            {"organisation": "1001", "begins_on": "2026-01-01", "ends_on": "2026-12-31"},
            {"organisation__name": "Elbwohnen eG", "begins_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)},
            marks=pytest.mark.spec("CP-28"),
        ),
    ],
)
def test_a_record_is_written_down_and_changed(desk, firm, path, typed, written):
    answer = desk.post(f"{path}new/", {"name": "Lift", "number": "L-1", "is_active": "on", **typed})

    record = MODELS[path].objects.get(name="Lift", number="L-1", is_active=True, **written)
    assert answer["Location"] == f"{path}{record.pk}/"

    desk.post(f"{path}{record.pk}/edit/", {"name": "Lift <2>", "number": "L-1", **typed})

    assert MODELS[path].objects.filter(name="Lift <2>", number="L-1", is_active=False, **written).exists()
    assert "Lift &lt;2&gt;" in desk.get(f"{path}{record.pk}/").content.decode()


@pytest.mark.parametrize(
    ("path", "typed", "complaint"),
    [
        ("/projects/", {"name": ""}, "This field is required."),
        ("/projects/", {"name": "x" * 121}, "at most 120 characters"),
        ("/projects/", {"number": "N-1"}, "Lift has this number already."),
        ("/products/", {"number": "N-1"}, "Lift has this number already."),
        ("/articles/", {"number": "N-1"}, "Lift has this number already."),
        ("/articles/", {"unit": "x" * 21}, "at most 20 characters"),
        ("/contracts/", {"number": "N-1"}, "Lift has this number already."),
        ("/projects/", {"organisation": "Unknown AG"}, "Nothing here is called this"),
        ("/contracts/", {"organisation": ""}, "This field is required."),
        ("/contracts/", {"begins_on": "2026-02-02", "ends_on": "2026-02-01"}, "It would end before it begins."),
        ("/contracts/", {"ends_on": "2026-02-30"}, "Enter a valid date."),
    ],
)
def test_wrong_input_is_said_beside_the_field_and_nothing_is_lost(desk, read, record, path, typed, complaint):
    record(path, number="N-1")
    fields = {"name": "Another lift", "number": "N-2", "organisation": "Elbwohnen eG", "is_active": "on", **typed}

    answer = desk.post(f"{path}new/", fields)

    page = read(answer)
    assert (answer.status_code, MODELS[path].objects.count()) == (422, 1)
    assert complaint in page
    assert f'value="{fields["number"]}"' in page


def test_contracts_of_one_day_are_contracts(desk, firm):
    day = {"begins_on": "2026-02-01", "ends_on": "2026-02-01"}

    assert desk.post("/contracts/new/", {"name": "Day", "organisation": "1001", **day}).status_code == 302


@pytest.mark.spec("CP-28", "CP-45")
@pytest.mark.parametrize(
    ("begins", "ends", "validity"),
    [
        (None, None, Validity.VALID),
        (0, 0, Validity.VALID),
        (-9, 0, Validity.VALID),
        (-9, -1, Validity.EXPIRED),
        (None, -1, Validity.EXPIRED),
        (1, None, Validity.NOT_BEGUN),
        (1, 9, Validity.NOT_BEGUN),
        (0, None, Validity.VALID),
    ],
)
def test_both_days_of_a_contract_count(desk, read, record, begins, ends, validity):
    today = timezone.localdate()
    days = [None if away is None else today + timedelta(days=away) for away in (begins, ends)]
    contract = record("/contracts/", begins_on=days[0], ends_on=days[1])

    assert contract.validity == validity
    assert {f">{validity.label}<" in read(desk.get(path)) for path in ("/contracts/", f"/contracts/{contract.pk}/")} == {True}


@pytest.mark.parametrize(
    ("path", "words", "found"),
    [
        ("/projects/", "lif", ["Lift"]),
        ("/products/", "n-1", ["Lift"]),
        ("/articles/", "unicorn", []),
        ("/contracts/", "elbw", ["Lift"]),
        ("/contracts/", "\x00", ["Lift", "Other"]),
    ],
)
def test_lists_are_searched(desk, record, path, words, found):
    record(path, number="N-1")
    record(path, name="Other", **({"organisation": Organisation.objects.create(name="X")} if path == "/contracts/" else {}))

    assert [row.name for row in desk.get(path, {"q": words}).context["page"].rows] == found


@pytest.mark.parametrize("path", LISTS)
def test_what_is_not_active_any_more_says_so(desk, read, record, path):
    record(path, is_active=False)

    assert ">Not active<" in read(desk.get(path))


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_list_says_what_belongs_there(desk, read, acme, path):
    assert "Nothing here yet" in read(desk.get(path))
    assert "Nothing here matches “x”." in read(desk.get(path, {"q": "x"}))


@pytest.mark.parametrize("path", LISTS)
def test_its_page_shows_the_tickets_about_it(desk, read, kai, record, path):
    thing, (about, other) = record(path), [make_ticket(kai, subject=words) for words in ("Printer on fire", "Cold coffee")]
    if path == "/articles/":
        LineItem.objects.create(ticket=about, article=thing)
    else:
        type(about).objects.filter(pk=about.pk).update(**{path.strip("/")[:-1]: thing})

    pages = [read(desk.get(address)) for address in (f"{path}{thing.pk}/", f"/tickets/?{path.strip('/')[:-1]}={thing.pk}")]

    assert [(about.subject in page, other.subject in page) for page in pages] == [(True, False), (True, False)]


def test_an_organisations_page_shows_its_contracts_and_projects(desk, read, record, firm):
    record("/contracts/", name="Full service", ends_on=date(2026, 1, 31))
    record("/projects/", name="New roof", organisation=firm)

    page = read(desk.get(f"/organisations/{firm.pk}/"))

    assert ["Full service" in page, ">Expired<" in page, "until 01/31/2026" in page, "New roof" in page] == [True] * 4


@pytest.mark.parametrize("path", ["/contracts/new/", "/projects/new/"])
def test_an_organisations_page_leads_to_a_new_one_of_theirs(desk, read, firm, path):
    assert f'href="{path}?organisation={firm.pk}"' in read(desk.get(f"/organisations/{firm.pk}/"))
    assert 'value="Elbwohnen eG"' in read(desk.get(path, {"organisation": firm.pk}))
    assert [desk.get(path, {"organisation": odd}).status_code for odd in ("4711", "x", "9" * 40)] == [200] * 3


@pytest.mark.spec("CP-18")
def test_partners_are_marked_listed_and_shown_their_tickets(desk, read, firm, kai):
    desk.post("/organisations/new/", {"name": "Aufzug GmbH", "is_partner": "on"})
    partner = Organisation.objects.get(is_partner=True)
    ticket = make_ticket(kai, subject="Printer on fire")
    type(ticket).objects.filter(pk=ticket.pk).update(partner=partner)

    page = read(desk.get("/organisations/?partners=1"))

    assert ("Aufzug GmbH" in page, "Elbwohnen eG" in page, ">Partner<" in page) == (True, False, True)
    assert "Printer on fire" in read(desk.get(f"/organisations/{partner.pk}/"))
    assert "Tickets as partner" not in read(desk.get(f"/organisations/{firm.pk}/"))
    assert "Printer on fire" in read(desk.get(f"/tickets/?partner={partner.pk}"))


def test_lists_come_a_page_at_a_time_and_ask_as_often_for_one_as_for_fifty(desk, firm, record):
    def fill(amount):
        for path in LISTS:
            for number in range(amount):
                record(
                    path,
                    name=f"{amount}-{number:02}",
                    **({"organisation": firm} if path in ("/projects/", "/contracts/") else {}),
                )

    def asked():
        amounts = []
        for path in [*LISTS, f"/organisations/{firm.pk}/"]:
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(path).status_code == 200
            amounts.append(len(queries))
        return amounts

    fill(1)
    asked()
    with_one = asked()
    fill(55)

    assert asked() == with_one
    first = desk.get("/projects/").context["page"]
    assert (len(first.rows), len(desk.get(f"/projects/{first.older}").context["page"].rows)) == (50, 6)
