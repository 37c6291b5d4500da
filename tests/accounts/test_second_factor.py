"""The second factor: whoever learns a password still does not get in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

PASSWORD = "correct horse battery"


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(ada) -> str:
    """Ada's authenticator app."""
    cache.clear()
    made = totp.generate_totp_secret()
    totp.TOTP.activate(ada, made)
    return made


def sign_in(browser: Client) -> str:
    return browser.post("/account/login/", {"login": "ada@acme.example", "password": PASSWORD}).url


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def test_the_password_alone_is_not_enough(at_desk, secret):
    browser = at_desk()

    assert sign_in(browser) == "/account/second-factor/authenticate/"
    assert not is_in(browser)


def test_with_the_code_she_is_in(at_desk, secret):
    browser = at_desk()
    sign_in(browser)
    browser.post("/account/second-factor/authenticate/", {"code": code_of(secret)})

    assert is_in(browser)


def test_a_code_works_once(at_desk, secret):
    code = code_of(secret)
    for browser in (first := at_desk(), second := at_desk()):
        sign_in(browser)
        browser.post("/account/second-factor/authenticate/", {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_wrong_code_is_refused_with_the_reason(at_desk, secret):
    browser = at_desk()
    sign_in(browser)
    page = browser.post("/account/second-factor/authenticate/", {"code": "000000"}).content.decode()

    assert "Incorrect code" in page
    assert not is_in(browser)


def test_a_new_password_does_not_get_around_the_second_factor(at_desk, ada, secret):
    ada.set_password("another horse battery")
    ada.save()
    browser = at_desk()
    answer = browser.post("/account/login/", {"login": "ada@acme.example", "password": "another horse battery"})

    assert answer.url == "/account/second-factor/authenticate/"


def test_the_secret_is_sealed_in_the_table(secret):
    assert secret not in str(Authenticator.objects.values_list("data", flat=True).get())


def test_changing_the_second_factor_asks_for_the_password_again(at_desk, ada):
    assert at_desk(ada).get("/account/second-factor/totp/activate/").url.startswith("/account/reauthenticate/")


def test_a_passkey_of_the_desk_is_asked_for_by_its_own_host_only(at_desk, at_portal):
    hosts = [
        browser.get("/account/second-factor/webauthn/login/", headers={"accept": "application/json"}).json()["request_options"][
            "publicKey"
        ]["rpId"]
        for browser in (at_desk(), at_portal())
    ]

    assert hosts == ["acme.localhost", "portal.acme.localhost"]
