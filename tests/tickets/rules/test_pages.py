"""The settings pages of rules."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_rule, make_ticket
from tickets.actions.automating import follow_rules
from tickets.models import Category, Event, Priority, Rule, Tag
from tickets.rules.choices import Happening


@pytest.mark.spec("C-22")
def test_a_rule_is_made_step_by_step_and_said_in_one_sentence(at_desk, max, carla):
    Tag.objects.create(name="Bugs")
    browser = at_desk(max)

    browser.post("/settings/rules/new/", {"name": "Bugs", "happening": "opened", "goes_on": "on"})
    rule = Rule.objects.get()
    browser.post(f"/settings/rules/{rule.pk}/conditions/", {"query": "?tags=Bugs&filter=category"})
    browser.post(f"/settings/rules/{rule.pk}/actions/new/?do=assign", {"to": f"user-{max.pk}"})
    browser.post(f"/settings/rules/{rule.pk}/switch/", {"on": "1"})

    rule.refresh_from_db()
    assert (rule.query, rule.deeds, rule.is_active) == ("tags=Bugs", [{"do": "assign", "key": 1, "user": max.pk}], True)
    [each] = browser.get("/settings/rules/").context["rules"]
    assert each.sentence == "When a ticket comes in (Tags Bugs): responsible becomes Max Keller"
    assert make_ticket(carla, values={"tags": ["Bugs"]}).responsible == max


@pytest.mark.spec("T24-30")
def test_a_rule_is_renamed_and_copied(at_desk, max):
    rule = make_rule("Bugs", ("tag", {"tags": ["new"]}), query="urgent=yes")

    at_desk(max).post(f"/settings/rules/{rule.pk}/copy/")
    copied = Rule.objects.get(name="Bugs (copy)")
    at_desk(max).post(f"/settings/rules/{copied.pk}/", {"name": "Development", "happening": "opened", "goes_on": "on"})

    copied.refresh_from_db()
    assert (copied.name, copied.query, copied.deeds, copied.is_active) == ("Development", rule.query, rule.deeds, False)


def test_only_who_may_set_up_rules_sees_them(at_desk, ada):
    rule = make_rule("Bugs", ("tag", {"tags": ["new"]}))

    assert [at_desk(ada).get(path).status_code for path in ("/settings/rules/", f"/settings/rules/{rule.pk}/")] == [403, 403]


def test_an_idle_rule_is_not_switched_on_and_one_that_becomes_idle_goes_off(at_desk, max):
    browser = at_desk(max)
    browser.post("/settings/rules/new/", {"name": "Idle", "happening": "opened"})
    idle, busy = Rule.objects.get(), make_rule("Busy", ("tag", {"tags": ["new"]}))

    browser.post(f"/settings/rules/{idle.pk}/switch/", {"on": "1"})
    browser.post(f"/settings/rules/{busy.pk}/actions/1/removal/")
    browser.post(f"/settings/rules/{busy.pk}/actions/1/removal/")

    assert [(rule.name, rule.is_active) for rule in Rule.objects.order_by("pk")] == [("Idle", False), ("Busy", False)]


def test_the_list_says_that_a_condition_has_gone(at_desk, max):
    category = Category.objects.create(name="Lift")
    for query in ("custom_7=1", f"category={category.pk}", "urgent=yes"):
        make_rule(query, ("tag", {"tags": ["new"]}), query=query)
    category.delete()

    rules = at_desk(max).get("/settings/rules/").context["rules"]

    assert [(each.rule.name.partition("=")[0], each.is_wrong) for each in rules] == [
        ("custom_7", True),
        ("category", True),
        ("urgent", False),
    ]


@pytest.mark.parametrize("query", ["tags=Nonsense", "category=99", "custom_7=1", "due=someday", "responsible=me"])
def test_conditions_that_are_not_understood_are_not_kept(at_desk, max, query):
    rule = make_rule("Bugs", ("tag", {"tags": ["new"]}), query="urgent=yes")

    answer = at_desk(max).post(f"/settings/rules/{rule.pk}/conditions/", {"query": query})

    rule.refresh_from_db()
    assert (answer.status_code, rule.query) == (422, "urgent=yes")


@pytest.mark.parametrize(
    ("do", "typed", "kept"),
    [
        ("due", {"days": "3"}, {"days": 3}),
        ("set&field=is_urgent", {"value": "yes"}, {"field": "is_urgent", "value": True}),
        ("tag", {"tags": "vip, vip, new"}, {"tags": ["vip", "new"]}),
        ("note", {"body": "Look at {link}"}, {"html": "<p>Look at {link}</p>"}),
        ("ring", {"to": "responsible", "text": "#{number}"}, {"text": "#{number}"}),
    ],
)
def test_what_a_rule_does_is_typed_changed_and_put_in_order(at_desk, max, do, typed, kept):
    rule, browser = make_rule("Bugs", ("tag", {"tags": ["first"]})), at_desk(max)

    browser.post(f"/settings/rules/{rule.pk}/actions/new/?do={do}", typed)
    browser.post(f"/settings/rules/{rule.pk}/actions/2/", typed)
    browser.post(f"/settings/rules/{rule.pk}/actions/2/place/", {"to": "up"})

    rule.refresh_from_db()
    kind = do.partition("&")[0]
    assert rule.deeds == [{"key": 2, "do": kind, **kept}, {"key": 1, "do": "tag", "tags": ["first"]}]


@pytest.mark.parametrize("do", ["due", "assign", "status", "note", "mail", "ring", "tag", "set&field=priority"])
def test_what_is_typed_wrongly_is_said_and_stays(at_desk, max, do):
    rule = make_rule("Bugs", ("tag", {"tags": ["first"]}))
    typed = {
        "days": "-1",
        "to": "user-999",
        "status": "x",
        "body": "{nonsense}",
        "subject": "{nonsense}",
        "value": "99",
        "tags": "",
    }

    answer = at_desk(max).post(f"/settings/rules/{rule.pk}/actions/new/?do={do}", typed)

    rule.refresh_from_db()
    assert (answer.status_code, len(rule.deeds), bool(answer.context["form"].errors)) == (422, 1, True)


@pytest.mark.spec("T24-21", "T24-27", "T24-28", "T24-31", "C-23")
def test_due_dates_by_priority_are_set_up_by_one_click_and_twice_changes_nothing(at_desk, max, carla):
    browser = at_desk(max)

    browser.post("/settings/rules/presets/due/")
    browser.post("/settings/rules/presets/due/")

    days = {}
    for priority in Priority.objects.filter(is_active=True):
        ticket = make_ticket(carla, priority=priority)
        days[priority.level] = (ticket.due_at - ticket.opened_at).total_seconds() / 86_400
    assert {level: round(amount, 2) for level, amount in days.items()} == {3: 1, 2: 3, 1: 5}
    assert Rule.objects.count() == 3


def test_the_list_of_rules_asks_as_much_for_one_as_for_fifty(at_desk, max):
    Tag.objects.create(name="Bugs")
    browser = at_desk(max)

    def queries(number: int) -> int:
        for _ in range(number):
            make_rule("Bugs", ("assign", {"user": max.pk}), ("due", {"days": 1}), query=f"tags=Bugs&responsible={max.pk}")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/settings/rules/")
        return len(asked)

    queries(1)
    assert queries(0) == queries(49)


@pytest.mark.spec("C-22")
def test_a_trial_says_what_would_happen_and_why_not_and_changes_nothing(at_desk, max, carla):
    rule = make_rule("Fire", ("due", {"days": 1}), ("assign", {"user": max.pk}), query="subject=fire&or-urgent=yes")
    burning, plain = make_ticket(carla), make_ticket(carla, subject="Lift")

    yes, no = (at_desk(max).get(f"/settings/rules/{rule.pk}/?ticket={ticket.pk}").context["tried"] for ticket in (burning, plain))

    assert (yes.is_met, no.is_met) == (True, False)
    assert [(each.words, each.is_met) for each in no.filters] == [("Subject “fire”", False), ("urgent", False)]
    assert [(line.words, line.detail) for line in yes.lines] == [
        ("due in 1 day", ""),
        ("responsible becomes Max Keller", "is so already"),
    ]
    assert Event.objects.filter(ticket=plain).count() == 1


def test_the_page_says_how_many_of_the_last_tickets_a_rule_is_for(at_desk, max, carla):
    for subject in ("Fire", "Fire again", "Lift"):
        make_ticket(carla, subject=subject)
    rule = make_rule("Fire", ("due", {"days": 1}), query="subject=fire")

    answer = at_desk(max).get(f"/settings/rules/{rule.pk}/conditions/?subject=lift").context

    assert at_desk(max).get(f"/settings/rules/{rule.pk}/").context["matched"] == 2
    assert (answer["matched"], [ticket.subject for ticket in answer["found"]]) == (1, ["Lift"])


def test_the_rehearsal_and_the_run_are_the_same(at_desk, max, carla, history):
    deeds = [("assign", {"user": max.pk}), ("tag", {"tags": ["vip"]}), ("note", {"html": "<p>Hi</p>"}), ("due", {"days": 2})]
    rule = make_rule("All", *deeds, when="changed")
    ticket = make_ticket(carla)
    foreseen = [line.words for line in at_desk(max).get(f"/settings/rules/{rule.pk}/?ticket={ticket.pk}").context["tried"].lines]

    follow_rules(ticket, Happening.CHANGED)

    assert foreseen == ["responsible becomes Max Keller", "add tag vip", "internal note “Hi”", "due in 2 days"]
    assert (ticket.responsible, [str(tag) for tag in ticket.tags.all()], ticket.due_at is None) == (max, ["vip"], False)
