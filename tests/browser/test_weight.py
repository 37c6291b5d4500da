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

    first, *later = [travelled(person, path) for path in paths]

    assert sum(first.values()) <= FIRST, heaviest(first)
    for page in later:
        assert sum(page.values()) <= LATER, heaviest(page)


def travelled(person: Person, path: str) -> dict[str, int]:
    """Bytes for each address this page asks for, headers included, as they come through the network.

    Pictures that customers sent weigh what they weigh; they are asked for when they come into sight.
    """
    network = person.context.new_cdp_session(person.page)
    addresses: dict[str, str] = {}
    bytes_of: dict[str, int] = {}
    network.on("Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]}))
    network.on(
        "Network.loadingFinished",
        lambda event: bytes_of.update({addresses[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    network.send("Network.enable")
    person.page.goto(f"{person.origin}{path}", wait_until="networkidle")
    network.detach()
    return {address: weight for address, weight in bytes_of.items() if "/attachments/" not in address}


def heaviest(page: dict[str, int]) -> str:
    return "\n".join(f"{weight:>8} {address}" for address, weight in sorted(page.items(), key=lambda each: -each[1])[:12])
