"""The doors of mass actions: what they take, what their pages are given, and whom they let in."""

import pytest

from accounts.models import Role
from exports.models import Export
from tests.making import make_staff, make_ticket
from tests.tickets.mass.conftest import work
from tickets.actions.deleting import delete
from tickets.actions.inviting import invite
from tickets.mass import selections
from tickets.mass.choices import MOST_BOUND
from tickets.mass.foresight import foresee
from tickets.models import CustomField, MassAction, Priority, Ticket

PAGES = ("index", "new", "plan", "show", "_progress", "pdf", "_pdf", "duplicates")
NEW, LIST = "/tickets/mass-actions/new/", "/tickets/mass-actions/"


@pytest.fixture(autouse=True)
def without_pages(settings):
    """What they are given is looked at here, how they read in `test_pages`."""
    names = [*(f"tickets/mass/{page}.html" for page in PAGES), "403.html", "404.html"]
    loaders = [("django.template.loaders.locmem.Loader", dict.fromkeys(names, "{{ request.path }}"))]
    ours = {"NAME": "mass", "BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}}
    settings.TEMPLATES = [ours, *settings.TEMPLATES]


@pytest.fixture
def desk(at_desk, ada):
    return at_desk(ada)


def ticks(*tickets):
    return {"tickets": [ticket.pk for ticket in tickets]}


def planned(desk, tickets, closed, **more):
    return desk.post(NEW, {**ticks(*tickets), "kind": "status", "status": closed.pk, **more})["Location"]


@pytest.mark.spec("C-37", "CP-12")
def test_ticked_chosen_looked_at_started_followed_and_undone(desk, tickets, closed, django_capture_on_commit_callbacks):
    asked = desk.get(NEW, ticks(*tickets))
    form = desk.get(NEW, {**ticks(*tickets), "kind": "status"})
    page = planned(desk, tickets, closed)
    foresight = desk.get(page).context["foresight"]
    started = desk.post(f"{page}start/", {"told": foresight.told})
    action = MassAction.objects.get()
    work(action)
    shown = desk.get(page)

    assert (asked.context["counted"], len(asked.context["kinds"]), form.context["title"]) == ("12", 10, "Set the status")
    assert page == f"{LIST}{action.pk}/"
    assert (foresight.changes, foresight.letters, foresight.people) == (12, 12, 1)
    assert (started.status_code, started["Location"]) == (302, page)
    assert shown.context["wanted"] == [("Status", "Closed")]
    assert (shown.context["action"].done, shown.context["action"].aim, shown.context["lines"]) == (12, 12, [])
    assert [line[2:] for line in desk.get(f"{page}?state=changed").context["lines"]] == [("Changed", "")] * 12

    desk.post(f"{page}undo/")
    work(action)
    assert set(Ticket.objects.values_list("status__category", flat=True)) == {"new"}
    assert desk.get(LIST).context["page"].rows == [action]


def test_htmx_gets_how_far_it_is_and_nothing_else(desk, tickets, closed):
    page = planned(desk, tickets, closed)
    desk.post(f"{page}start/", {"told": desk.get(page).context["foresight"].told})

    assert desk.get(page, headers={"hx-request": "true"}).templates[0].name == "tickets/mass/_progress.html"
    assert desk.get(page).templates[0].name == "tickets/mass/show.html"


@pytest.mark.parametrize("query", ["queue=open", "?priority=3"])
def test_all_that_match_instead_of_ticked_ones(desk, tickets, query):
    high = Priority.objects.get(level=3)
    Ticket.objects.filter(pk__in=[tickets[0].pk, tickets[1].pk]).update(priority=high)

    page = desk.post(NEW, {"all": "1", "list": query, "kind": "tag", "tags": "Winter, Heating"})["Location"]

    assert desk.get(page).context["foresight"].changes == {"queue=open": 12, "?priority=3": 2}[query]


def test_what_nobody_counts_is_shown_so(desk, tickets, monkeypatch):
    monkeypatch.setattr(selections, "COUNTED", 5)

    assert desk.get(NEW, {"all": "1", "list": ""}).context["counted"] == "10,000+"


@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        ("assign", {"to": "nobody"}, None),
        ("assign", {"to": ""}, [("Responsible", "Nobody")]),
        ("untag", {"tags": "Winter"}, [("Tags", "Winter")]),
        ("tag", {"tags": " , "}, None),
        ("status", {"status": "99999"}, None),
        ("edit", {"set": "is_urgent"}, [("Urgent", "No")]),
        ("edit", {"set": ["priority", "due_at"], "priority": ""}, [("Priority", "empty"), ("Due", "empty")]),
        ("edit", {"priority": "3"}, None),
        ("edit", {"set": "hours", "hours": "many"}, None),
        ("edit", {"set": "is_urgent", "hours": "many"}, [("Urgent", "No")]),
        ("edit", {"set": "version"}, None),
        ("merge", {"into": "999"}, None),
        ("delete", {}, []),
        ("subscribe", {}, []),
        ("explode", {}, None),
        ("", {}, None),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_plans_nothing(desk, tickets, kind, values, wanted):
    answer = desk.post(NEW, {**ticks(*tickets[:2]), "kind": kind, **values})

    if wanted is None:
        assert (answer.status_code, MassAction.objects.count()) == (422, 0)
    else:
        assert desk.get(answer["Location"]).context["wanted"] == wanted


def test_own_fields_are_set_too_and_read_in_words(desk, tickets):
    floor = CustomField.objects.create(name="Floor", kind="text")

    page = desk.post(NEW, {**ticks(tickets[0]), "kind": "edit", "set": floor.key, floor.key: "3rd"})["Location"]

    assert desk.get(page).context["wanted"] == [("Floor", "3rd")]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"tickets": ["one"]},
        {"tickets": ["-1", "9" * 30]},
        {"tickets": ["99999"]},
        {"tickets": [str(number) for number in range(1, 600)]},
        {"all": "1", "list": "priority=nonsense"},
        {"all": "1", "list": "q=" + "x" * 5_000},
        {"all": "1", "list": "q=nothinglikethis"},
    ],
    ids=["nothing", "a word", "no numbers", "not there", "too many", "not understood", "too long", "empty"],
)
def test_no_tickets_no_plan(desk, tickets, sent):
    answer = desk.get(NEW, sent | {"kind": "delete"})

    assert answer.status_code == 422
    assert answer.context["selection"].errors


def test_a_hundred_thousand_numbers_are_refused_at_the_door(desk, tickets):
    assert desk.post(NEW, {"tickets": [str(number) for number in range(100_000)], "kind": "delete"}).status_code == 400
    assert MassAction.objects.count() == 0


@pytest.mark.spec("C-26")
def test_silence_needs_its_permission(at_desk, ada, tickets, closed):
    desk = at_desk(ada)
    page = planned(desk, tickets, closed, silent="on")
    assert (desk.get(page).context["foresight"].letters, MassAction.objects.get().silent) == (0, True)

    ada.roles.set([Role.objects.create(name="Loud", permissions=["tickets.work"])])
    assert desk.post(NEW, {**ticks(*tickets), "kind": "delete", "silent": "on"}).status_code == 403
    assert desk.get(NEW, ticks(*tickets)).context["may_be_silent"] is False
    assert MassAction.objects.count() == 1


def test_who_would_hear_changed_since_the_plan_was_read(desk, tickets, closed, ben):
    page = planned(desk, tickets, closed)
    told = desk.get(page).context["foresight"].told
    invite(tickets[0], by=ben, addresses=["boss@kunde.example"])

    answer = desk.post(f"{page}start/", {"told": told})

    assert (answer.status_code, answer.context["foresight"].people) == (409, 2)
    assert "Other people would get e-mails" in answer.context["problem"]
    assert MassAction.objects.get().state == "planned"


def test_it_is_nobody_elses(desk, at_desk, ben, tickets, closed, carla):
    page = planned(desk, tickets, closed)
    others = at_desk(ben)

    doors = ["", "start/", "cancellation/", "undo/", "report.csv"]
    found = {door: (others.get(page + door).status_code, others.post(page + door).status_code) for door in doors}

    assert found == {"": (404, 405), **dict.fromkeys(doors[1:4], (405, 404)), "report.csv": (404, 405)}
    assert others.get(LIST).context["page"].rows == []


def test_who_does_not_work_on_tickets_passes_no_door(at_desk, acme):
    olga = make_staff("olga@acme.example", name="Olga")
    olga.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])

    for path in (LIST, NEW, f"{LIST}1/", "/tickets/duplicates/", "/tickets/pdfs/1/"):
        assert at_desk(olga).get(path).status_code == 403
        assert at_desk().get(path).status_code == 302


def test_a_plan_is_thrown_away_and_what_runs_is_stopped(desk, tickets, closed):
    page = planned(desk, tickets, closed)
    assert desk.post(f"{page}cancellation/")["Location"] == "/tickets/"
    assert MassAction.objects.count() == 0

    page = planned(desk, tickets, closed)
    desk.post(f"{page}start/", {"told": desk.get(page).context["foresight"].told})
    assert desk.post(f"{page}cancellation/")["Location"] == page
    assert MassAction.objects.get().state == "cancelled"


def test_the_report_says_what_became_of_each(desk, tickets, closed, ben, sam):
    action = MassAction.objects.get(pk=int(planned(desk, [*tickets[:2], make_ticket(sam, subject="=1+1")], closed).split("/")[3]))
    delete(tickets[0], by=ben)
    desk.post(f"{LIST}{action.pk}/start/", {"told": foresee(action, by=action.by).told})
    work(action)

    answer = desk.get(f"{LIST}{action.pk}/report.csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    gone = '"The ticket is deleted, merged, or no longer visible to you."'
    number = Ticket.objects.latest("pk").pk
    assert lines[0] == "Number,Subject,State,Reason"
    assert lines[1:] == [f"{tickets[0].pk},,Not possible,{gone}", f"{tickets[1].pk},Lift 2,Changed,", f"{number},'=1+1,Changed,"]


@pytest.mark.spec("CP-13")
def test_many_as_pdf_are_ordered_and_nothing_is_changed(desk, tickets, ada):
    chosen = {**ticks(*tickets), "kind": "pdf", "variant": "public", "language": "de", "binding": "zip"}

    page = desk.post(NEW, chosen)["Location"]

    export = Export.objects.get()
    assert (page, export.ask["numbers"]) == (f"/tickets/pdfs/{export.pk}/", [ticket.pk for ticket in tickets])
    assert desk.get(page).context["export"] == export
    assert desk.get(f"{page}file/").status_code == 404
    assert MassAction.objects.count() == 0


def test_one_file_holds_only_so_many(desk, tickets, monkeypatch):
    monkeypatch.setitem(MOST_BOUND, "one", 11)
    chosen = {"all": "1", "list": "", "kind": "pdf", "variant": "public", "language": "de"}

    refused = desk.post(NEW, {**chosen, "binding": "one"})

    assert (refused.status_code, refused.context["form"].errors["binding"]) == (
        422,
        ["At most 11 tickets at once. Please choose fewer."],
    )
    assert desk.post(NEW, {**chosen, "binding": "zip"}).status_code == 302


def test_duplicates_of_the_list_are_offered_for_merging(desk, carla):
    pair = [make_ticket(carla, subject="Lift is stuck") for _each in range(2)]

    context = desk.get("/tickets/duplicates/?queue=open&days=7").context
    [group] = context["found"].groups
    form = {**ticks(*group.tickets), "kind": "merge", "into": f"#{group.eldest.pk}"}
    page = desk.post(NEW, form)["Location"]

    assert (context["days"], group.tickets) == (7, pair)
    assert desk.get(page).context["foresight"].changes == 1
    assert desk.get("/tickets/duplicates/?days=nonsense").context["days"] == 14
