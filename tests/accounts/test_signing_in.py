"""Signing in: each kind of person on their own surface, and nobody learns who has an account."""

import re

import pytest
from django.test import Client

from accounts.models import User
from notifications.models import Letter

PASSWORD = "correct horse battery"
TOO_MANY = "Too many failed login attempts. Try again later."


@pytest.fixture(autouse=True)
def no_limits_left_over():
    from django.core.cache import cache

    cache.clear()


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str):
    return browser.post("/account/login/", {"login": email, "password": password, **more})


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def error_of(answer) -> list[str]:
    return [str(error) for error in answer.context["form"].non_field_errors()]


@pytest.mark.spec("T24-8")
def test_staff_sign_in_at_the_desk_whatever_the_capitals(at_desk, ada):
    answer = sign_in(at_desk(), "ADA@Acme.example")

    assert answer.status_code == 302
    assert answer.url == "/"


def test_customers_sign_in_at_the_portal(at_portal, carla):
    assert sign_in(at_portal(), "carla@kunde.example").status_code == 302


def test_whoever_is_at_the_wrong_door_hears_what_a_wrong_password_hears(at_desk, at_portal, ada, carla):
    wrong = error_of(sign_in(at_desk(), "ada@acme.example", "not it"))

    assert error_of(sign_in(at_desk(), "carla@kunde.example")) == wrong
    assert error_of(sign_in(at_portal(), "ada@acme.example")) == wrong
    assert error_of(sign_in(at_desk(), "nobody@acme.example")) == wrong


def test_whoever_is_switched_off_hears_what_a_wrong_password_hears(at_desk, ada):
    wrong = error_of(sign_in(at_desk(), "ada@acme.example", "not it"))
    User.objects.update(is_active=False)

    assert error_of(sign_in(at_desk(), "ada@acme.example")) == wrong


def test_a_session_carried_to_the_other_surface_is_nobodys(at_desk, at_portal, ada):
    desk, portal = at_desk(ada), at_portal()
    portal.cookies["session"] = desk.cookies["session"].value

    assert desk.get("/account/").status_code == 200
    assert portal.get("/account/").url == "/account/login/?next=/account/"


def test_a_session_carried_to_the_other_workspace_is_nobodys(at_desk, ada, globex):
    stranger = Client(SERVER_NAME="globex.localhost")
    stranger.cookies["session"] = at_desk(ada).cookies["session"].value

    assert stranger.get("/account/").url == "/account/login/?next=/account/"


def test_acmes_people_are_unknown_at_globex(ada, globex):
    stranger = Client(SERVER_NAME="globex.localhost")

    assert sign_in(stranger, "ada@acme.example").status_code == 422


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http://globex.localhost/"])
def test_signing_in_leads_to_no_other_site(at_desk, ada, target):
    assert sign_in(at_desk(), "ada@acme.example", next=target).url == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(at_desk, ada):
    assert sign_in(at_desk(), "ada@acme.example", next="/account/").url == "/account/"


def test_five_wrong_passwords_lock_the_login_for_a_while_in_this_workspace_only(at_desk, ada, globex):
    desk = at_desk()
    for _ in range(5):
        sign_in(desk, "ada@acme.example", "not it")

    assert TOO_MANY in words_of(sign_in(desk, "ada@acme.example"))
    other = Client(SERVER_NAME="globex.localhost", headers={"accept-language": "en"})
    assert TOO_MANY not in words_of(sign_in(other, "ada@acme.example"))


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/confirm-email/", "/account/password/set/"])
def test_doors_that_we_do_not_use_do_not_exist(at_desk, ada, path):
    assert at_desk(ada).get(path).status_code == 404


def ask_for_reset(browser: Client, email: str) -> tuple[int, str, str]:
    answer = browser.post("/account/password/reset/", {"email": email})
    return answer.status_code, answer.url, words_of(browser.get(answer.url))


def test_asking_for_a_reset_tells_nobody_who_has_an_account(at_desk, ada, carla):
    known = ask_for_reset(at_desk(), "ada@acme.example")

    assert ask_for_reset(at_desk(), "nobody@acme.example") == known
    assert ask_for_reset(at_desk(), "carla@kunde.example") == known
    assert [letter.to_address for letter in Letter.objects.all()] == ["ada@acme.example"]


def reset_link(browser: Client, email: str) -> str:
    ask_for_reset(browser, email)
    [link] = set(re.findall(r"https?://\S+/account/password/reset/key/\S+/", Letter.objects.get().text))
    return link


def follow(browser: Client, link: str):
    return browser.get(re.sub(r"^https?://[^/]+", "", link), follow=True)


def test_the_reset_link_leads_to_this_desk_and_changes_the_password(at_desk, ada, settings):
    browser = at_desk()
    link = reset_link(browser, "ada@acme.example")
    page = follow(browser, link)
    browser.post(page.redirect_chain[-1][0], {"password1": "another horse battery", "password2": "another horse battery"})

    assert link.startswith(f"{settings.SITE_SCHEME}://acme.localhost/")
    assert sign_in(at_desk(), "ada@acme.example", "another horse battery").status_code == 302


def test_a_reset_link_works_once(at_desk, ada):
    browser = at_desk()
    link = reset_link(browser, "ada@acme.example")
    page = follow(browser, link)
    browser.post(page.redirect_chain[-1][0], {"password1": "another horse battery", "password2": "another horse battery"})

    assert "This link no longer works" in words_of(follow(at_desk(), link))


def test_acmes_reset_link_is_refused_at_globex_even_for_the_same_person(at_desk, ada, globex):
    link = reset_link(at_desk(), "ada@acme.example")
    with globex:
        User(pk=ada.pk, kind="staff", email=ada.email, name=ada.name, password=ada.password, last_login=ada.last_login).save(
            force_insert=True
        )
    page = follow(Client(SERVER_NAME="globex.localhost", headers={"accept-language": "en"}), link)

    assert "This link no longer works" in words_of(page)


def test_the_desks_reset_link_is_refused_at_the_portal(at_desk, at_portal, ada):
    link = reset_link(at_desk(), "ada@acme.example")

    assert "This link no longer works" in words_of(follow(at_portal(), link))


def test_a_new_password_ends_the_other_sessions(at_desk, ada):
    here, elsewhere = at_desk(ada), at_desk(ada)
    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another horse battery", "password2": "another horse battery"},
    )

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_signing_out_everywhere_else_keeps_this_session(at_desk, ada):
    here, elsewhere = at_desk(), at_desk()
    for browser in (here, elsewhere):
        sign_in(browser, "ada@acme.example")
    here.post("/account/sessions/")

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_of_several_sessions_only_the_one_at_hand_is_called_this_one(ada, at_desk):
    first, second = (at_desk(), at_desk())
    for browser in (first, second):
        sign_in(browser, ada.email)

    page = second.get("/account/sessions/").content.decode()

    assert (page.count("list-row"), page.count("This device")) == (2, 1)
