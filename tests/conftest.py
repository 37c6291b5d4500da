"""Every test happens at Acme; Globex stands beside it, with data in it."""

import gc
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import cache
from pathlib import Path

import jinja2
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.utils import translation
from filelock import FileLock
from psycopg._preparing import Prepare, PrepareManager
from psycopg.pq.abc import PGresult

from accounts.models import User
from customers.models import Contact
from helpdesk.bench import asking
from tenants.models import Tenant
from tests import halls
from tests.halls import Hall
from tests.making import make_ada, make_carla, make_kai, make_sam, make_staff, make_workspace, remove_workspace
from tests.pages import remember_pages

ROOT = Path(__file__).parent.parent


def pytest_configure(config: pytest.Config) -> None:
    _tell_of_pages()
    _keep_statements()
    remember_pages()
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="helpdesk-files-")
    settings.WHITENOISE_AUTOREFRESH = True  # found when asked for: a new client need not read 500 files first
    settings.UNDO_SECONDS = 0  # who tests taking back says so
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name, **rest}
        for name, rest in {"default": {"KEY_FUNCTION": "django_tenants.cache.make_key"}, "shared": {}}.items()
    }


def _tell_of_pages() -> None:
    """`response.context` of the test client: Django hears of its own templates only."""
    draw = jinja2.Template.render

    def told(page: jinja2.Template, *args: object, **kwargs: object) -> str:
        template_rendered.send(sender=page, template=page, context=dict(*args, **kwargs))
        return draw(page, *args, **kwargs)

    jinja2.Template.render = told  # type: ignore[method-assign]


def _keep_statements() -> None:
    """With each rollback psycopg forgets what PostgreSQL planned: no test would meet what every page asks (decision 0029)."""

    class Keeping(PrepareManager):
        def clear(self) -> bool:
            return False

        def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_: object) -> bool:
            gone = any((result.command_status or b"").startswith((b"DROP", b"ALTER")) for result in results)
            return gone and super().clear()

    psycopg._connection_base.PrepareManager = Keeping  # type: ignore[misc]  # whoever connects takes it from there


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is read by now stays to the end: looking through it again and again for rubbish took a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 1000)


def pytest_unconfigure(config: pytest.Config) -> None:
    """What tests upload goes away with them."""
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Two workspaces, built once for each state of the code, copied for each worker (finding: seconds become tenths)."""
    server = postgres_server()
    name = f"hd_{os.environ.get('TEST_DATABASE', 'test')}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        template = build_template()
        copy_database(server, template, name=name)
    _use(name)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # as above
        connection.close()
    drop_database(server, name)


def build_template() -> str:
    """Its name; built by the first who asks, the others wait."""
    server, template = postgres_server(), f"hd_template_{_state()}"
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.VAR_DIR / "template.lock"):
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [template]).fetchone():
            _build(server, template)
    return template


def copy_database(server: "psycopg.Connection[tuple[object, ...]]", template: str, *, name: str) -> None:
    drop_database(server, name)  # of a run that was killed
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')


def drop_database(server: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """It may lie in memory: none stays after a run."""
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def postgres_server() -> "psycopg.Connection[tuple[object, ...]]":
    ours = settings.DATABASES["default"]
    return psycopg.connect(
        host=ours["HOST"],
        port=ours["PORT"] or 5432,
        user=ours["USER"],
        password=ours["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )


def restart_database() -> None:
    """For whoever was connected to this process's database it is the same: nobody is any more."""
    ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
    with postgres_server() as server:
        server.execute(ended, [connection.settings_dict["NAME"]])


def _build(server: "psycopg.Connection[tuple[object, ...]]", template: str) -> None:
    from tenants.migrating import migrate_house

    _drop_old_templates(server)
    drop_database(server, template)
    server.execute(f'CREATE DATABASE "{template}"')
    _use(template)
    migrate_house()
    make_workspace("acme", name="Acme Facility")
    make_workspace("globex", name="Globex Maschinenbau")
    connection.close()
    server.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE true')


def _drop_old_templates(server: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Of the last few states of the code one comes back to."""
    old = "SELECT datname FROM pg_database WHERE datistemplate AND datname LIKE 'hd_template_%' ORDER BY oid DESC OFFSET 3"
    for (template,) in server.execute(old).fetchall():
        server.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE false')
        drop_database(server, str(template))


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.set_schema_to_public()


def _state() -> str:
    digest = hashlib.sha256()
    files = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("*/*/migrations/*.py"),
        ROOT / "tenants/migrating.py",
        ROOT / "tenants/provisioning.py",
    ]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Where nobody's language decides, tests read English; letters and pages are in their reader's."""
    with translation.override("en"):
        yield


@pytest.fixture
def acme(db: None) -> Iterator[Tenant]:
    """Here we are."""
    with the("acme") as tenant:
        yield tenant


@pytest.fixture
def globex(db: None) -> Tenant:
    """The other workspace; step in with `with globex:`."""
    return the("globex")


def the(slug: str) -> Tenant:
    """A workspace by name as it was when it was first asked for, wherever we are; a new one for each who asks."""
    return copy(_workspace(connection.settings_dict["NAME"], slug))


@cache
def _workspace(_database: str, slug: str) -> Tenant:
    """A workspace's own role can't read the list of workspaces, and every test asks."""
    before = connection.tenant
    connection.set_schema_to_public()
    found = Tenant.objects.get(schema_name=slug)
    connection.set_tenant(before)
    return found


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """At the house, really committed: for tests that remove what they made (a flush would take Acme along)."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        connection.set_schema_to_public()
        yield
        connection.close()


@pytest.fixture(scope="session")
def built_hall(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Hall]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        hall = halls.build()
    yield hall
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # as above
        remove_workspace(hall.tenant)


@pytest.fixture
def hall(built_hall: Hall, django_db_blocker: pytest.FixtureRequest) -> Iterator[Tenant]:
    """A workspace of its own whose rows are really committed: for tests with several connections at once."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        yield halls.unlock(built_hall)
        halls.put_back(built_hall)


@pytest.fixture
def ada(acme: Tenant) -> User:
    """An agent."""
    return make_ada()


@pytest.fixture
def ben(acme: Tenant) -> User:
    """Another agent."""
    return make_staff("ben@acme.example", name="Ben Roth")


@pytest.fixture
def max(acme: Tenant) -> User:  # noqa: A001 -- he is called that
    """The system administrator."""
    return make_staff("max@acme.example", name="Max Keller", role="administrator")


@pytest.fixture
def carla(acme: Tenant) -> Contact:
    """A customer who signs in at the portal; the person is `carla.user`."""
    return make_carla()


@pytest.fixture
def sam(acme: Tenant) -> Contact:
    """A stranger: a customer of somebody else's, with a portal login of his own."""
    return make_sam()


@pytest.fixture
def kai(acme: Tenant) -> Contact:
    """A contact without access to the portal."""
    return make_kai()


@pytest.fixture
def at_desk(acme: Tenant) -> Callable[..., Client]:
    """A browser on acme.localhost: `at_desk(ada)`, or nobody's."""
    return lambda user=None: _browser("acme.localhost", user)


@pytest.fixture
def at_portal(acme: Tenant) -> Callable[..., Client]:
    """A browser on portal.acme.localhost: `at_portal(carla.user)`, or nobody's."""
    return lambda user=None: _browser("portal.acme.localhost", user)


def _browser(host: str, user: User | None) -> Client:
    client = Client(SERVER_NAME=host, headers={"accept-language": "en"})
    if user is not None:
        sign_in(client, user)
    return client


def sign_in(client: Client, user: User) -> None:
    """In one question instead of the fifteen of `force_login`."""
    client.cookies[settings.SESSION_COOKIE_NAME] = asking.sign_in(user)
