"""How much travels over the wire: ≤ 150 kB for the first page, ≤ 30 kB for every later one."""

import pytest

from accounts.models import User
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.conftest import the

FIRST, LATER = 150_000, 30_000
WALKS = {
    "ada": (
        "demo.localhost",
        "ada@demo.example",
        ["/tickets/", "/tickets/1/", "/tickets/new/", "/contacts/", "/bell/", "/account/"],
    ),
    "max": ("demo.localhost", "max@demo.example", ["/settings/", "/settings/users/", "/settings/ledger/", "/settings/branding/"]),
    "carla": ("portal.demo.localhost", "carla@kunde.example", ["/", "/tickets/new/", "/?closed=1", "/account/"]),
    "visitor": ("localhost", "", ["/", "/sign-up/", "/find/"]),
}


@pytest.mark.parametrize("who", WALKS)
def test_pages_are_light(visit: Visit, who: str) -> None:
    host, email, paths = WALKS[who]
    with the("demo"):
        person = visit(host, User.objects.get(email=email) if email else None)

    first, *later = travelled(person, paths)

    assert first <= FIRST
    assert {path: weight for path, weight in zip(paths[1:], later, strict=True) if weight > LATER} == {}


def travelled(person: Person, paths: list[str]) -> list[int]:
    """Bytes for each page in turn, headers included, as they came through the network."""
    network = person.context.new_cdp_session(person.page)
    network.send("Network.enable")
    weights: list[int] = []
    network.on("Network.loadingFinished", lambda event: weights.append(int(event["encodedDataLength"])))
    sums = []
    for path in paths:
        weights.clear()
        person.page.goto(f"{person.origin}{path}", wait_until="networkidle")
        sums.append(sum(weights))
    return sums
