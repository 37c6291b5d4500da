"""Signing in with a password, an app's code, or a passkey; and seeing where one is signed in."""

import base64
import hashlib
import hmac
import re
import struct
import time
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.flows.browser import PASSWORD
from tests.flows.building import give_password
from tests.flows.house import House
from tests.making import make_staff


@pytest.fixture
def newcomer(house: House) -> User:
    """An agent with a password and nothing else."""
    user = make_staff(f"{uuid4().hex[:8]}@acme.example", name="Nele Neu", language="de")
    give_password(user)
    return user


@pytest.fixture
def nele(visit: Visit, newcomer: User) -> Person:
    person = visit("acme.localhost")
    person.user = newcomer
    return person


def test_a_wrong_password_is_refused_in_words(nele: Person) -> None:
    nele.opens("/account/login/")
    nele.page.fill("input[name=login]", str(nele.user and nele.user.email))
    nele.page.fill("input[name=password]", "something else")
    nele.presses("Sign in")

    expect(nele.page.locator(".form-errors")).to_be_visible()
    expect(nele.page.locator("input[name=login]")).to_have_value(str(nele.user and nele.user.email))


def test_the_code_of_an_app_is_asked_after_the_password(nele: Person) -> None:
    nele.opens("/account/login/")
    nele.signs_in()
    nele.opens("/account/second-factor/totp/activate/")
    confirm(nele)
    secret = nele.page.locator("#authenticator_secret").input_value()
    nele.page.fill("input[name=code]", code(secret))
    nele.presses("Switch on")
    nele.page.wait_for_url(re.compile("recovery-codes|second-factor/$"))
    nele.context.clear_cookies()

    nele.opens("/account/login/")
    nele.signs_in()
    nele.page.fill("input[name=code]", "000000")
    nele.presses("Sign in")
    expect(nele.page.locator(".field-error")).to_be_visible()
    nele.page.fill("input[name=code]", code(secret))
    nele.presses("Sign in")

    nele.page.wait_for_url("**/tickets/")


def test_a_passkey_opens_the_desk_without_a_password(nele: Person) -> None:
    plug_in_authenticator(nele)
    nele.opens("/account/login/")
    nele.signs_in()
    nele.opens("/account/second-factor/webauthn/add/")
    confirm(nele)
    nele.page.fill("input[name=name]", "Mein Rechner")
    nele.page.check("input[name=passwordless]")
    nele.presses("Add")
    nele.page.wait_for_url(lambda url: "/add/" not in url)
    nele.opens("/account/second-factor/webauthn/")
    nele.sees("Mein Rechner")
    nele.context.clear_cookies()

    nele.opens("/account/login/")
    nele.presses("Sign in with a passkey")

    nele.page.wait_for_url("**/tickets/")


def test_other_devices_are_listed_and_can_be_signed_out(nele: Person, newcomer: User, visit: Visit) -> None:
    phone = visit("acme.localhost", viewport={"width": 390, "height": 844})
    phone.user = newcomer
    for person in (phone, nele):
        person.opens("/account/login/")
        person.signs_in()
        person.page.wait_for_url("**/tickets/")

    nele.opens("/account/sessions/")
    expect(nele.page.locator("main .list-row")).to_have_count(2)
    nele.presses("Sign out everywhere else")

    nele.opens("/account/sessions/")
    expect(nele.page.locator("main .list-row")).to_have_count(1)
    phone.opens("/tickets/")
    phone.page.wait_for_url("**/account/login/**")


def confirm(person: Person) -> None:
    """That it is still them who change how they sign in."""
    person.page.wait_for_url("**/reauthenticate/**")
    person.page.fill("input[name=password]", PASSWORD)
    person.presses("Continue")


def plug_in_authenticator(person: Person) -> None:
    """A device that knows its owner by their finger, inside Chromium."""
    devices = person.context.new_cdp_session(person.page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def code(secret: str) -> str:
    """What an app shows now (RFC 6238); one that is about to change nobody would begin to type."""
    if (left := 30 - time.time() % 30) < 10:
        time.sleep(left)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
