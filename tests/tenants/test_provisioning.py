"""Workspaces are made once, whole, and quickly; what is behind the template is known."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from accounts.models import Role
from tenants import migrating, provisioning
from tenants.choices import State
from tenants.divisions.models import Division
from tenants.models import Domain, Template, Tenant
from tickets.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def hooli() -> Tenant:
    return provisioning.reserve(slug="hooli", name="Hooli")


def again(tenant: Tenant) -> Tenant:
    return Tenant.objects.get(pk=tenant.pk)


def schemas(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [name])
        return cursor.fetchone()[0]


def test_a_reserved_name_has_its_two_addresses_and_no_schema_yet(hooli):
    addresses = Domain.objects.filter(tenant=hooli).order_by("pk").values_list("domain", "surface")

    assert list(addresses) == [("hooli.localhost", "desk"), ("portal.hooli.localhost", "portal")]
    assert (hooli.state, schemas("hooli")) == (State.WAITING, 0)


def test_a_prepared_workspace_is_furnished_like_every_other(hooli, acme):
    built_in = ([str(role) for role in Role.objects.all()], [str(status) for status in Status.objects.all()])
    connection.set_schema_to_public()
    provisioning.prepare(hooli)

    with again(hooli):
        assert ([str(role) for role in Role.objects.all()], [str(status) for status in Status.objects.all()]) == built_in
        assert [(division.name, division.is_default) for division in Division.objects.all()] == [("Hooli", True)]


def test_preparing_twice_is_once(hooli):
    provisioning.prepare(hooli)
    provisioning.prepare(hooli)

    with again(hooli):
        assert Division.objects.count() == 1


def test_preparing_replays_a_template_and_does_not_migrate(hooli):
    """0.3 s on an idle machine; migrating would take 7 s (finding 1)."""
    start = time.perf_counter()
    provisioning.prepare(hooli)

    assert time.perf_counter() - start < 4


def test_a_build_that_breaks_off_in_the_middle_leaves_nothing_and_the_next_one_builds(hooli):
    template = Template.objects.latest("created_at")
    Template.objects.filter(pk=template.pk).update(sql=template.sql + "\nSELECT 1 / 0;")
    with pytest.raises(DatabaseError):
        provisioning.prepare(hooli)
    assert schemas("hooli") == 0

    template.save()
    provisioning.prepare(hooli)
    assert schemas("hooli") == 1


def test_a_worker_that_died_after_it_built_leaves_a_schema_and_the_next_one_furnishes_it(hooli):
    provisioning.prepare(hooli)
    with again(hooli):
        Division.objects.all().delete()

    provisioning.prepare(hooli)
    with again(hooli):
        assert Division.objects.get().name == "Hooli"


@pytest.mark.parametrize("slug", ["acme", "public", "www", "pg_toast", "Hooli", "1st", "x" * 41, "a b", 'a"; DROP', ""])
def test_names_that_are_taken_or_fit_nowhere_are_refused(slug):
    with pytest.raises(ValidationError), transaction.atomic():
        provisioning.reserve(slug=slug, name="Hooli")


def test_a_workspace_whose_migrations_differ_from_the_templates_is_behind(acme, globex):
    with globex, connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tickets' AND name LIKE '0002%%'")
    connection.set_schema_to_public()

    assert migrating.behind() == ["globex"]


def test_when_all_are_up_to_date_nobody_is_behind_and_it_costs_few_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert migrating.behind() == []
