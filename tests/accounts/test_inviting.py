"""Invitations: a link that works once, for seven days, on the right host."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import inviting
from accounts.choices import Kind
from accounts.models import Invitation, Role, User
from notifications.models import Letter

NEW = {"new_password1": "staple battery horse", "new_password2": "staple battery horse"}


def invite(max: User, *, kind: Kind = Kind.STAFF, language: str = "en") -> str:
    inviting.invite(
        email="Nina@Acme.example", name="Nina Neu", by=max, kind=kind, roles=Role.objects.filter(key="agent"), language=language
    )
    return newest_link()


def newest_link() -> str:
    [link] = set(re.findall(r"https?://\S+/invitations/\S+/", Letter.objects.latest("pk").text))
    return link


def path_of(link: str) -> str:
    return re.sub(r"^https?://[^/]+", "", link)


def test_an_invited_colleague_chooses_a_password_and_is_in(max, at_desk):
    link, browser = invite(max), at_desk()
    page = browser.get(path_of(link))
    answer = browser.post(path_of(link), NEW)

    assert "Welcome, Nina" in page.content.decode()
    assert answer.status_code == 302
    assert "nina@acme.example" in browser.get("/account/").content.decode()
    assert [role.key for role in User.objects.get(email="nina@acme.example").roles.all()] == ["agent"]


def test_the_link_leads_staff_to_the_desk_and_customers_to_the_portal(max):
    assert "://acme.localhost" in invite(max)
    User.objects.filter(email="nina@acme.example").update(email="other@acme.example")
    assert "://portal.acme.localhost" in invite(max, kind=Kind.CUSTOMER)


def test_an_invited_customer_gets_in_at_the_portal_and_nowhere_else(max, at_desk, at_portal):
    link = invite(max, kind=Kind.CUSTOMER)

    assert at_desk().get(path_of(link)).status_code == 410
    assert at_portal().post(path_of(link), NEW).status_code == 302


def test_a_link_works_once(max, at_desk):
    link = invite(max)
    at_desk().post(path_of(link), NEW)

    again = at_desk().post(path_of(link), {"new_password1": "evil battery horse", "new_password2": "evil battery horse"})
    assert again.status_code == 410
    assert User.objects.get(email="nina@acme.example").check_password("staple battery horse")


def test_a_link_works_for_seven_days(max, at_desk):
    link = invite(max)
    Invitation.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert at_desk().get(path_of(link)).status_code == 200

    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = at_desk().get(path_of(link))
    assert page.status_code == 410
    assert "Send me a new link" in page.content.decode()


def test_a_new_link_replaces_the_older_one(max, at_desk):
    old = invite(max)
    inviting.invite_again(User.objects.get(email="nina@acme.example"), by=max)

    assert at_desk().get(path_of(old)).status_code == 410
    assert at_desk().get(path_of(newest_link())).status_code == 200


def test_the_table_holds_no_token(max):
    token = invite(max).rstrip("/").rpartition("/")[2]

    assert token not in str(Invitation.objects.values().get())


def test_an_invitation_of_acme_is_refused_at_globex(max, globex):
    link = invite(max)

    assert Client(SERVER_NAME="globex.localhost").get(path_of(link)).status_code == 410


def test_who_was_switched_off_meanwhile_stays_out(max, at_desk):
    link = invite(max)
    User.objects.filter(email="nina@acme.example").update(is_active=False)

    assert at_desk().post(path_of(link), NEW).status_code == 410


def test_a_weak_password_is_refused_with_the_reason(max, at_desk):
    link = invite(max)
    page = at_desk().post(path_of(link), {"new_password1": "1234", "new_password2": "1234"})

    assert page.status_code == 422
    assert "too short" in page.content.decode()
    assert at_desk().get(path_of(link)).status_code == 200


def test_nobody_is_invited_twice(max, ada):
    with pytest.raises(inviting.AlreadyThere):
        inviting.invite(email="ADA@acme.example", name="Ada", by=max, kind=Kind.STAFF)


def test_who_never_chose_a_password_and_asks_for_a_new_one_gets_a_new_invitation(max, at_desk):
    old = invite(max)
    at_desk().post("/account/password/reset/", {"email": "nina@acme.example"})

    assert newest_link() != old
    assert at_desk().get(path_of(newest_link())).status_code == 200


def test_the_letter_is_in_text_and_html_and_names_who_invites(max):
    invite(max)
    letter = Letter.objects.get()

    assert letter.subject == "Your access to Acme Facility"
    assert "Max Keller has invited you to Acme Facility." in letter.text
    assert newest_link() in letter.html
