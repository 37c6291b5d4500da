"""From the sign-up form to the first administrator: exactly one workspace, whatever happens on the way."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import founding
from accounts.furnishing import furnish, lost
from accounts.models import User
from accounts.tasks import found
from notifications.models import Letter
from tenants import provisioning
from tenants.choices import State
from tenants.models import Template, Tenant
from tests.making import remove_workspace
from tests.rushing import at_once

FORM = {"company": "Initech GmbH", "slug": "", "name": "Bill Lumbergh", "email": "Bill@Initech.example", "language": "en"}


@pytest.fixture
def public(db) -> Client:
    cache.clear()
    return Client(SERVER_NAME="localhost", headers={"accept-language": "en"})


@pytest.fixture
def initech(db) -> Tenant:
    return founding.begin(company="Initech", slug="initech", name="Bill", email="bill@initech.example", language="en")


def again(tenant: Tenant) -> Tenant:
    return Tenant.objects.get(pk=tenant.pk)


def founder_of(tenant: Tenant) -> list[tuple[str, list[str]]]:
    with again(tenant):
        return [(user.email, [role.key for role in user.roles.all()]) for user in User.objects.all()]


def letters_of(tenant: Tenant) -> list[str]:
    with again(tenant):
        return [letter.text for letter in Letter.objects.all()]


def test_the_form_takes_the_name_and_leads_to_a_page_that_shows_the_steps(public):
    answer = public.post("/sign-up/", FORM)
    tenant = Tenant.objects.get(schema_name="initech")

    assert (tenant.name, tenant.founder_email, tenant.state) == ("Initech GmbH", "bill@initech.example", State.WAITING)
    assert "Initech GmbH" in public.get(answer.url).content.decode()


def test_the_worker_makes_the_workspace_and_invites_the_founder_as_administrator(initech):
    found(initech.pk)

    assert again(initech).state == State.READY
    assert founder_of(initech) == [("bill@initech.example", ["administrator"])]
    [text] = letters_of(initech)
    assert re.search(r"https?://initech\.localhost\S*/invitations/\S+/", text)


def test_the_page_ends_with_we_sent_you_a_link(public):
    page = public.post("/sign-up/", FORM).url
    found(Tenant.objects.get(schema_name="initech").pk)

    assert "We sent you a link" in public.get(page).content.decode()
    assert "hx-trigger" not in public.get(page, headers={"hx-request": "true"}).content.decode()


def test_the_task_run_twice_makes_one_workspace_one_founder_one_letter(initech):
    found(initech.pk)
    found(initech.pk)

    assert len(founder_of(initech)) == len(letters_of(initech)) == 1


def test_a_worker_that_died_before_the_doors_were_open_is_taken_up_again(initech):
    furnish(initech)
    Tenant.objects.filter(pk=initech.pk).update(state=State.PREPARING)
    found(initech.pk)

    assert again(initech).state == State.READY
    assert len(founder_of(initech)) == len(letters_of(initech)) == 1


def test_a_double_click_leads_to_the_same_workspace(public):
    first, second = public.post("/sign-up/", FORM), public.post("/sign-up/", FORM | {"slug": "initech"})

    assert first.status_code == second.status_code == 302
    assert Tenant.objects.filter(founder_email="bill@initech.example").count() == 1


def test_a_name_that_is_taken_keeps_what_was_typed_and_suggests_free_ones(public):
    answer = public.post("/sign-up/", FORM | {"slug": "acme"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "This name is taken" in page
    assert 'value="acme-service"' in page
    assert 'value="Bill Lumbergh"' in page


def test_without_a_wish_the_next_free_name_is_taken(public):
    public.post("/sign-up/", FORM | {"company": "Acme"})

    assert Tenant.objects.get(founder_email="bill@initech.example").schema_name == "acme-service"


@pytest.mark.parametrize("slug", ["public", "www", "pg-toast", "Ümläut!", "1st", "a" * 41, "a--", "x.y"])
def test_names_that_would_collide_or_fit_no_address_are_refused(public, slug):
    assert public.post("/sign-up/", FORM | {"slug": slug}).status_code == 422
    assert not Tenant.objects.filter(founder_email="bill@initech.example").exists()


def test_the_live_check_says_what_is_free(public):
    assert "initech.localhost is free" in public.get("/sign-up/name/?company=Initech GmbH").content.decode()
    assert "acme.localhost is taken" in public.get("/sign-up/name/?slug=acme").content.decode()


def test_machines_fill_in_the_field_that_people_do_not_see(public):
    public.post("/sign-up/", FORM | {"website": "https://spam.example"})

    assert not Tenant.objects.filter(founder_email="bill@initech.example").exists()


def test_after_ten_tries_in_an_hour_an_address_on_the_net_has_to_wait(public):
    for _ in range(10):
        public.post("/sign-up/", {})

    assert public.post("/sign-up/", FORM).status_code == 429


def test_a_closed_house_has_no_sign_up(public, settings):
    settings.SIGN_UP_OPEN = False

    assert public.get("/sign-up/").status_code == 404
    assert "/sign-up/" not in public.get("/").content.decode()


def test_what_went_wrong_is_kept_and_can_be_tried_again(public, caplog):
    page = public.post("/sign-up/", FORM).url
    tenant = Tenant.objects.get(schema_name="initech")
    template = Template.objects.latest("created_at")
    Template.objects.all().delete()
    found(tenant.pk)
    template.save(force_insert=True)

    assert "DoesNotExist" in again(tenant).trouble
    assert "Try again" in public.get(page).content.decode()
    public.post(f"{page}tries/")
    found(tenant.pk)
    assert again(tenant).state == State.READY


def test_what_was_lost_is_found_after_a_minute(initech):
    assert lost() == []
    Tenant.objects.filter(pk=initech.pk).update(created_at=timezone.now() - timedelta(minutes=2))

    assert lost() == [initech.pk]


def test_a_progress_page_cannot_be_guessed(public, initech):
    assert public.get(f"/workspaces/{initech.pk}/").status_code == 404


def test_finding_a_workspace_shows_its_doors_and_nothing_else(public, acme):
    connection.set_schema_to_public()
    page = public.get("/find/?name=https://portal.acme.localhost/x").content.decode()

    assert 'href="http://acme.localhost' in page or 'href="https://acme.localhost' in page
    assert "There is no workspace of this name" in public.get("/find/?name=nobody").content.decode()


def test_the_same_name_twice_at_the_same_moment_is_one_workspace(committed):
    outcomes: list[str] = []

    def sign_up(email: str) -> None:
        try:
            founding.begin(company="Race", slug="race", name="R", email=email, language="en")
            outcomes.append("mine")
        except founding.NameTaken:
            outcomes.append("taken")

    at_once(partial(sign_up, "a@race.example"), partial(sign_up, "b@race.example"))
    Tenant.objects.filter(schema_name="race").delete()

    assert sorted(outcomes) == ["mine", "taken"]


def test_two_workers_at_the_same_founding_make_one_workspace(committed):
    tenant = provisioning.reserve(slug="twice", name="Twice", founder_name="T", founder_email="t@twice.example")
    at_once(partial(found, tenant.pk), partial(found, tenant.pk))

    try:
        assert again(tenant).state == State.READY
        assert len(founder_of(tenant)) == len(letters_of(tenant)) == 1
    finally:
        remove_workspace(again(tenant))
