"""The wall stands in the database: whatever Python believes, PostgreSQL refuses a look next door."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from accounts.models import User
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


def tables_of(schema_name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [schema_name])
        return [name for (name,) in cursor.fetchall()]


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


def test_every_table_of_globex_is_refused_from_acme(acme):
    tables = tables_of("globex")

    assert {"accounts_user", "tickets_ticket", "django_session", "notifications_letter"} <= set(tables)
    assert [name for name in tables if not refused(f'SELECT 1 FROM "globex"."{name}"')] == []


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO globex.accounts_team (name, is_active) VALUES ('Spies', true)",
        "UPDATE globex.accounts_user SET name = 'x'",
        "DELETE FROM globex.accounts_user",
        "CREATE TABLE globex.mine (id int)",
        "SELECT nextval('globex.accounts_user_id_seq')",
    ],
)
def test_acme_changes_nothing_at_globex(acme, sql):
    assert refused(sql)


def test_the_houses_own_tables_are_refused_from_a_workspace(acme):
    shared = ["tenants_tenant", "tenants_domain", "tenants_operator", "tenants_template", "tenants_appointment"]

    assert [name for name in shared if not refused(f"SELECT 1 FROM public.{name}")] == []


def test_the_house_cannot_read_workspaces_but_for_their_migrations():
    tables = [name for name in tables_of("acme") if name != "django_migrations"]

    assert [name for name in tables if not refused(f'SELECT 1 FROM acme."{name}"')] == []
    assert not refused("SELECT 1 FROM acme.django_migrations")


def test_another_search_path_alone_shows_nothing_of_globex(acme):
    """The role is what counts, and it stays Acme's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("hd_acme",)
        cursor.execute("SET LOCAL search_path = globex")
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = acme, public")


def test_no_workspace_table_lies_in_public():
    """A table missing in a workspace would silently be looked up there (finding 11)."""
    workspace = {
        model._meta.db_table
        for name in ("accounts", "customers", "tickets", "notifications")
        for model in apps.get_app_config(name).get_models()
    }

    assert workspace & set(tables_of("public")) == set()


def test_stepping_into_a_workspace_and_back_restores_what_was_before(acme, globex):
    with globex:
        assert connection.schema_name == "globex"
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schema()")
            assert cursor.fetchone() == ("hd_globex", "globex")

    assert connection.schema_name == "acme"
    assert User.objects.count() == 0


def test_the_same_query_sees_another_world_in_each_workspace(acme, globex, ada):
    with globex:
        assert not User.objects.filter(email="ada@acme.example").exists()
    assert User.objects.filter(email="ada@acme.example").exists()


def test_workspaces_count_and_number_on_their_own(acme, globex, ada):
    with globex:
        User(kind="staff", email="ada@acme.example", name="Another Ada").save()
    connection.set_schema_to_public()

    assert Tenant.objects.filter(schema_name__in=["acme", "globex"]).count() == 2
