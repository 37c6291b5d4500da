"""One house and one Chromium for all browser tests; everybody has a browser of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, sync_playwright

from accounts.models import User
from customers.models import Contact
from helpdesk.bench.asking import sign_in
from helpdesk.demo.seeding import seed
from sandbox import statics
from sandbox.screens import CHROMIUM
from tests.browser.person import SESSION, Person
from tests.conftest import ROOT, the
from tests.flows.building import built, give_password, looked_into, open_mailbox
from tests.flows.house import House
from tests.making import make_customer, make_staff

PICTURES = ROOT / "var/browser"
Visit = Callable[..., Person]
failed = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


# --- the house --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def built_house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    """Acme for stories, the demo workspace to look at; as in production, with collected statics."""
    var, ours = tmp_path_factory.mktemp("house"), django_settings.VAR_DIR.absolute()
    statics.collect(ROOT, os.environ | {"VAR_DIR": str(ours), "DEBUG": "false"})
    (var / "static").symlink_to(ours / "static")
    with django_db_blocker.unblock(), built("browser", var, furnish=_furnish, DEBUG="false") as house:
        yield house


@pytest.fixture
def house(built_house: tuple[House, str], django_db_blocker: Any, settings: Any) -> Iterator[House]:
    """The house, with Django in this process looking at its database, at Acme."""
    with django_db_blocker.unblock(), looked_into(*built_house, through=settings) as house:
        yield house


def _furnish(house: House) -> None:
    with the("acme"):
        open_mailbox(house, "support@acme.example")
        for user in (
            make_staff("ada@acme.example", name="Ada Lovelace", language="de"),
            make_staff("ben@acme.example", name="Ben Roth", language="en"),
            make_customer("carla@kunde.example", name="Carla Sommer", language="de").user,
        ):
            give_password(user)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELPDESK_IMAP_PORT", str(house.imap_port))
        patch.setattr(django_settings, "MEDIA_ROOT", house.var / "files")
        seed()


# --- the browsers -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's event loop stands around the tests
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A browser at `host`, signed in already where signing in is not the subject: `visit("acme.localhost", ada)`.

    Nobody's browser may have a complaint in the end: no error on its console, no refusal by the content security policy,
    no request to another host.
    """
    people: list[Person] = []

    def arrive(host: str, user: User | None = None, **options: Any) -> Person:
        people.append(arrived(chromium, house, host, user=user, **options))
        return people[-1]

    yield arrive
    complaints = [complaint for person in people for complaint in person.complaints]
    if request.node.stash.get(failed, False) or complaints:
        for number, person in enumerate(people, start=1):
            person.photographs(PICTURES / f"{request.node.name}-{number}.png")
    for person in people:
        person.context.close()
    assert complaints == []


def arrived(chromium: Browser, house: House, host: str, *, user: User | None = None, **options: Any) -> Person:
    language = user.language if user else options.pop("language", "de")
    context = chromium.new_context(
        locale={"de": "de-DE", "en": "en-GB"}[language], timezone_id="Europe/Berlin", reduced_motion="reduce", **options
    )
    context.set_default_timeout(10_000)
    origin = f"http://{host}:{house.web_port}"
    if user is not None:
        context.add_cookies([{"name": SESSION, "value": sign_in(user), "url": origin}])
    return Person(context, origin=origin, language=language, user=user)


@pytest.fixture
def ada(visit: Visit) -> Person:
    """An agent, at the desk, in German."""
    return visit("acme.localhost", User.objects.get(email="ada@acme.example"))


@pytest.fixture
def ben(visit: Visit) -> Person:
    """Another agent, at his own desk, in English."""
    return visit("acme.localhost", User.objects.get(email="ben@acme.example"))


@pytest.fixture
def carla(visit: Visit) -> Person:
    """A customer, in the portal, in German."""
    return visit("portal.acme.localhost", User.objects.get(email="carla@kunde.example"))


@pytest.fixture
def carlas_contact(house: House) -> Contact:
    return Contact.objects.get(email="carla@kunde.example")
