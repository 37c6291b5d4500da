"""A list is ordered, waited for, fetched, or no longer wanted."""

import pytest

from exports.choices import State
from exports.making import make
from exports.models import Export
from tests.imports.pages import without_looks
from tests.making import make_ticket

ORDER = {"what": "tickets", "query": "queue=open&sort=oldest", "columns": "view", "form": "plain"}


@pytest.fixture(autouse=True)
def doors(settings):
    without_looks(settings)


def ordered(desk, **changed):
    answer = desk.post("/exports/", {**ORDER, **changed})
    assert answer.status_code == 302, answer.context["form"].errors
    return Export.objects.latest("pk")


@pytest.mark.spec("CP-12")
def test_it_is_ordered_waited_for_and_fetched(desk, ada, kai):
    make_ticket(kai, subject="Türöffner")
    export = ordered(desk)
    assert desk.get(f"/exports/{export.pk}/").context["export"].state == State.QUEUED
    assert desk.get(f"/exports/{export.pk}/file/").status_code == 404

    make(export.pk)

    answer = desk.get(f"/exports/{export.pk}/file/")
    assert "Türöffner" in b"".join(answer.streaming_content).decode()
    assert 'attachment; filename="Tickets-' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert list(desk.get("/exports/").context["exports"]) == [export]


def test_the_page_of_a_list_leads_here_with_its_address(desk):
    form = desk.get("/exports/?what=contacts&query=q%3Dkai&form=xlsx").context["form"]

    assert (form["what"].value(), form["query"].value(), form["form"].value()) == ("contacts", "q=kai", "xlsx")


def test_no_longer_wanted_it_is_gone(desk, kai):
    make_ticket(kai)
    export = ordered(desk)

    assert desk.post(f"/exports/{export.pk}/removal/")["Location"] == "/exports/"

    make(export.pk)
    assert not Export.objects.exists()


def test_what_failed_is_tried_again(desk, ada):
    export = ordered(desk)
    Export.objects.update(state=State.FAILED, error="x")

    desk.post(f"/exports/{export.pk}/")

    assert Export.objects.get(pk=export.pk).state == State.QUEUED


def test_whoever_may_see_no_tickets_any_more_fetches_none(desk, at_desk, ada, ben, olga, kai):
    export = ordered(desk)
    make(export.pk)

    assert at_desk(ben).get(f"/exports/{export.pk}/file/").status_code == 404
    assert at_desk(olga).get("/exports/").status_code == 403
    ada.roles.set(olga.roles.all())
    assert desk.get(f"/exports/{export.pk}/file/").status_code == 403


def test_a_list_that_is_not_offered_is_not_ordered(desk, ada, max):
    role = ada.roles.get()
    role.permissions = ["customers.manage"]
    role.save()

    assert desk.post("/exports/", ORDER).status_code == 422
    assert ordered(desk, what="contacts").kind == "customers"
