"""What is being written is kept, and colleagues see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make_staff, make_ticket
from tickets.models import Draft

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


@pytest.fixture
def type_(ticket, desk):
    def type_(body, kind="public", client=desk, **more):
        return client.post(f"/tickets/{ticket.pk}/drafts/{kind}/", {"body": body, **more})

    return type_


def test_a_draft_is_there_on_another_machine(ticket, ada, at_desk, type_, read):
    answer = type_("We are <coming>.")

    page = read(at_desk(ada).get(f"/tickets/{ticket.pk}/"))

    assert (answer.status_code, Draft.objects.get().html) == (204, "<p>We are &lt;coming&gt;.</p>")
    assert "We are <coming>.</textarea>" in page
    assert 'data-kind="public" open' in page


def test_typing_on_replaces_it_and_emptying_removes_it(type_):
    type_("One")
    type_("<div>One <strong>two</strong></div>", format="html")
    kept = Draft.objects.get().html
    type_("<div><br></div>", format="html")

    assert kept == "<div>One <strong>two</strong></div>"
    assert not Draft.objects.exists()


def test_both_composers_have_their_own(ticket, type_, desk, read):
    type_("To the customer")
    type_("Among ourselves", kind="internal")

    page = read(desk.get(f"/tickets/{ticket.pk}/"))

    assert ("To the customer</textarea>" in page, "Among ourselves</textarea>" in page) == (True, True)
    assert 'data-kind="internal" open' in page


@pytest.mark.parametrize(("kind", "name"), [("public", "replies"), ("internal", "notes")])
def test_what_was_sent_is_no_draft_any_more(ticket, desk, type_, kind, name):
    type_("Hello.", kind=kind)

    desk.post(f"/tickets/{ticket.pk}/{name}/", {"body": "Hello.", "then": "open"})

    assert not Draft.objects.exists()


def test_a_save_that_was_slower_than_the_sending_leaves_nothing(ticket, desk, type_):
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "Hello.", "then": "open"})

    type_("Hello.")

    assert not Draft.objects.exists()


def test_a_colleague_sees_who_is_writing_what(ticket, ben, at_desk, type_, read):
    type_("We are coming.")
    bens = at_desk(ben)

    now = read(bens.get(f"/tickets/{ticket.pk}/drafts/"))
    Draft.objects.update(updated_at=timezone.now() - timedelta(minutes=1))
    later = read(bens.get(f"/tickets/{ticket.pk}/"))

    assert ("Ada Lovelace is writing an answer" in now, "<p>We are coming.</p>" in now) == (True, True)
    assert ("Ada Lovelace has begun an answer" in later, "is writing" in later) == (True, False)
    assert "We are coming.</textarea>" not in later


def test_nobody_is_told_of_their_own(ticket, desk, type_, read):
    type_("We are coming.")

    assert "Ada Lovelace" not in read(desk.get(f"/tickets/{ticket.pk}/drafts/"))


def test_a_colleagues_text_is_copied_below_ones_own(ticket, ada, ben, at_desk, type_):
    type_("We are coming.")
    bens = at_desk(ben)
    type_("Hello!", client=bens)

    answer = bens.post(f"/tickets/{ticket.pk}/drafts/{Draft.objects.get(author=ada).pk}/copy/")

    assert answer.status_code == 302
    assert Draft.objects.get(author=ben).html == "<p>Hello!</p><p>We are coming.</p>"
    assert Draft.objects.get(author=ada).html == "<p>We are coming.</p>"


def test_markup_in_a_draft_is_cleaned_before_a_colleague_sees_it(type_):
    type_('<div>x<script>alert(1)</script><img src="https://spy.example/a.gif"></div>', format="html")

    assert Draft.objects.get().html == "<div>x</div>"


def test_a_draft_too_long_to_be_sent_is_not_kept(type_):
    assert type_("x" * 100_001).status_code == 422
    assert not Draft.objects.exists()


def test_other_kinds_and_others_tickets_do_not_exist(desk, type_):
    assert type_("Hello", kind="secret").status_code == 404
    assert desk.post("/tickets/999999/drafts/public/", {"body": "x"}).status_code == 404


def test_the_page_asks_as_often_with_one_colleague_as_with_ten(ticket, desk):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            desk.get(f"/tickets/{ticket.pk}/drafts/")
        return len(queries)

    def begin(number):
        author = make_staff(f"c{number}@acme.example", name=f"Colleague {number}")
        Draft.objects.create(ticket=ticket, author=author, kind="internal", html="<p>Hm</p>")

    begin(0)
    asked()
    with_one = asked()
    for number in range(1, 10):
        begin(number)

    assert asked() == with_one
