"""Fields that refer to those we serve, and the suggestions they get."""

from datetime import timedelta

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.kinds import KINDS
from customers.models import Article, Asset, Contact, Contract, Organisation, Product, Project
from customers.suggesting import PARTNERS, ReferenceField

UNKNOWN = "Nothing here is called this; please choose one of the list."
SEVERAL = "Several are called this; please choose one of the list."


class About(forms.Form):
    project = ReferenceField(Project, required=False)


@pytest.fixture
def lift(acme):
    return Project.objects.create(name="New lift", number="P-7")


def chosen(words, **more):
    form = About({"project": words}, **more)
    return form.cleaned_data["project"] if form.is_valid() else form.errors["project"][0]


@pytest.mark.spec("CP-17")
@pytest.mark.parametrize("words", ["New lift", " new LIFT ", "p-7", "#{pk}", "New lift #{pk}"])
def test_a_record_is_chosen_by_its_name_its_number_or_as_suggested(lift, words):
    assert chosen(words.format(pk=lift.pk)) == lift


@pytest.mark.parametrize(
    "words", ["lift", "#0", "#99999999999999999999", "Old lift #{pk}", "New lift #{pk} x", "<b>New lift</b>", "x" * 220]
)
def test_what_is_not_there_is_said_beside_the_field(lift, words):
    assert chosen(words.format(pk=lift.pk)) == UNKNOWN


@pytest.mark.parametrize(("words", "refused"), [("a\x00b", "Null characters are not allowed."), ("x" * 221, "at most 220")])
def test_what_no_name_can_be_is_refused(lift, words, refused):
    assert refused in chosen(words)


def test_a_name_may_look_like_a_suggestion(lift):
    gate = Project.objects.create(name=f"Gate #{lift.pk}")

    assert chosen(f"Gate #{lift.pk}") == gate


def test_the_same_name_twice_is_asked_about(lift):
    again = Project.objects.create(name="New lift")

    assert (chosen("New lift"), chosen(f"New lift #{again.pk}")) == (SEVERAL, again)


def test_what_is_no_longer_active_may_stay_but_not_be_chosen(lift):
    Project.objects.create(name="New lift")
    Project.objects.filter(pk=lift.pk).update(is_active=False)

    kept = chosen("New lift", initial={"project": lift.pk})

    assert (kept, chosen(f"New lift #{lift.pk}"), chosen("", initial={"project": lift.pk})) == (lift, UNKNOWN, None)


def test_a_field_nobody_touched_is_no_mistake_whatever_became_of_the_record(lift):
    class Kept(forms.Form):
        project = ReferenceField(Project, required=False, show_hidden_initial=True)

    Project.objects.filter(pk=lift.pk).update(name="Lift, renamed", is_active=False)
    untouched = Kept({"project": "New lift", "initial-project": "New lift"}, initial={"project": lift.pk})
    typed = Kept({"project": "New lift", "initial-project": "Lift, renamed"}, initial={"project": lift.pk})

    emptied = Kept({"project": "New lift", "initial-project": "New lift"})

    assert (untouched.is_valid(), untouched.changed_data, untouched.cleaned_data["project"]) == (True, [], lift)
    assert (emptied.is_valid(), emptied.changed_data) == (True, [])
    assert (typed.is_valid(), typed.errors["project"]) == (False, [UNKNOWN])


@pytest.mark.parametrize("words", ["New lift", " New lift "])
def test_a_record_left_alone_is_not_a_change(lift, words):
    form = About({"project": words}, initial={"project": lift.pk})

    assert (form.changed_data, About({"project": ""}, initial={"project": lift.pk}).changed_data) == ([], ["project"])


@pytest.mark.urls("helpdesk.urls.desk")
def test_the_field_shows_the_name_and_asks_for_suggestions(lift):
    page = str(About(initial={"project": lift})["project"])

    assert 'value="New lift"' in page
    assert 'hx-get="/suggestions/projects/"' in page
    assert 'list="id_project-suggestions"' in page
    assert '<datalist id="id_project-suggestions"></datalist>' in page


@pytest.mark.urls("helpdesk.urls.desk")
def test_an_empty_field_and_one_that_holds_its_record_ask_nothing(lift, django_assert_num_queries):
    with django_assert_num_queries(0):
        str(About())
        str(About(initial={"project": lift}))
        assert About({"project": ""}).is_valid()
    with django_assert_num_queries(1):
        str(About(initial={"project": lift.pk}))


@pytest.mark.spec("CP-18")
def test_a_partner_is_an_organisation_we_work_with(acme):
    partner = Organisation.objects.create(name="Aufzug GmbH", is_partner=True)
    other = Organisation.objects.create(name="Elbwohnen eG")
    field = ReferenceField(PARTNERS)

    assert field.clean("aufzug gmbh") == partner
    with pytest.raises(forms.ValidationError):
        field.clean(f"Elbwohnen eG #{other.pk}")


@pytest.fixture
def something(acme):
    firm = Organisation.objects.create(name="Find me eG", number="1", is_partner=True)
    Asset.objects.create(name="Find me", address="Hafen 1", organisation=firm)
    Contact.objects.create(name="Find me", email="find@kunde.example", organisation=firm)
    for model in (Project, Product, Article):
        model.objects.create(name="Find me", number="2")
        model.objects.create(name="Find me no more", is_active=False)
    Contract.objects.create(name="Find me", organisation=firm)
    Contract.objects.create(name="Find me no more", organisation=firm, is_active=False)


@pytest.mark.spec("CP-17", "CP-18", "CP-19", "CP-28", "RB-9")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_suggestions_offer_what_is_active_and_their_detail(desk, read, something, kind):
    row = kind.offered().get()

    page = read(desk.get(f"/suggestions/{kind.key}/", {"any-name": "FIND"}))

    assert page == f'<option value="{row} #{row.pk}">{kind.detail_of(row)}</option>'
    assert read(desk.get(f"/suggestions/{kind.key}/")) == page
    assert desk.get(f"/suggestions/{kind.key}/", {"q": "no\x00thing"}).content.decode().strip() == ""


@pytest.mark.spec("CP-28")
def test_a_contract_that_is_over_says_so_before_it_is_chosen(desk, read, something):
    Contract.objects.filter(is_active=True).update(ends_on=timezone.localdate() - timedelta(days=1), number="V-1")

    assert read(desk.get("/suggestions/contracts/")).endswith(">V-1, Find me eG, Expired</option>")


def test_suggestions_are_a_handful_and_ask_as_often_for_one_as_for_many(desk, something):
    firm = Organisation.objects.get()

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = desk.get("/suggestions/contracts/").content.decode()
        return page.count("<option"), len(queries)

    asked()
    with_one = asked()
    Contract.objects.bulk_create(Contract(name=f"C {number}", organisation=firm) for number in range(40))

    assert (with_one[0], asked()) == (1, (12, with_one[1]))
