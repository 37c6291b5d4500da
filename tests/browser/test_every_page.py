"""Every page, at a desk and on a phone, in the light and in the dark: for all eyes, hands and readers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from accounts.models import User
from sandbox.pages import PAGES, PEOPLE, Stop
from sandbox.screens import WIDTHS, way_to
from tests.browser.conftest import PICTURES, arrived
from tests.browser.person import Person
from tests.conftest import the
from tests.flows.house import House

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
#: One transition can start the next: what inherits a colour follows it.
ONCE_COLOURS_ARE_THERE = """async () => {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(requestAnimationFrame);
    const running = document.getAnimations().filter(animation => animation.playState === "running");
    if (running.length === 0) return;
    await Promise.all(running.map(animation => animation.finished.catch(() => null)));
  }
}"""
IS_WIDER_THAN_SEEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def crowd() -> Iterator[dict[str, Person]]:
    """Everybody who has looked at a page, each still at their browser."""
    people: dict[str, Person] = {}
    yield people
    for person in people.values():
        person.context.close()


@pytest.fixture
def send(crowd: dict[str, Person], chromium: Browser, house: House) -> Callable[[str], Person]:
    def go(who: str) -> Person:
        host, email = PEOPLE[who].host, PEOPLE[who].email
        if who not in crowd:
            with the("demo"):
                user = User.objects.get(email=email) if email else None
                crowd[who] = arrived(chromium, house, host, user=user)
        return crowd[who]

    return go


@pytest.mark.parametrize("stop", PAGES, ids=[stop.name for stop in PAGES])
def test_page_is_there_for_everybody(stop: Stop, send: Callable[[str], Person]) -> None:
    person = send(stop.who)
    person.complaints.clear()
    path = way_to(person.page, stop, origin=person.origin)

    answer = person.page.goto(f"{person.origin}{path}")

    assert answer is not None
    assert answer.status == stop.status
    troubles = [trouble for width in WIDTHS for trouble in looked_at(person.page, width=width, name=stop.name)]
    assert troubles + person.complaints == []


def looked_at(page: Page, *, width: int, name: str) -> list[str]:
    """What is wrong at this width; the rules that colours can break are tried in the dark too."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.evaluate("scrollTo(0, 0)")  # else the bar on top may cover half of something
    troubles = []
    for theme, rules in (("light", WCAG), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two it knows
        page.evaluate(ONCE_COLOURS_ARE_THERE)
        troubles += [f"{width} px, {theme}: {trouble}" for trouble in broken(page, rules)]
    if page.evaluate(IS_WIDER_THAN_SEEN):
        troubles.append(f"{width} px: scrolls sideways")
    if troubles:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    return troubles


def broken(page: Page, rules: dict[str, Any]) -> list[str]:
    """Each violated rule with the first few elements that break it."""
    violations = Axe().run(page, options=rules).response["violations"]
    return [
        f"{each['id']} ({len(each['nodes'])}): "
        + " | ".join(node["html"][:160] + " " + node["failureSummary"][-160:] for node in each["nodes"][:3])
        for each in violations
    ]
