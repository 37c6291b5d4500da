"""Letting a contact into the portal."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Invitation, User
from customers.inviting import Access, access_of
from notifications.models import Letter


def test_a_contact_is_invited_and_gets_the_link(desk, kai, read):
    answer = desk.post(f"/contacts/{kai.pk}/invitation/", follow=True)

    kai.refresh_from_db()
    assert (kai.user.kind, kai.user.email, kai.user.language) == ("customer", "kai@kunde.example", "en")
    assert Letter.objects.get().to_address == "kai@kunde.example"
    assert "Invited" in read(answer)


def test_inviting_again_sends_a_new_link_to_the_same_person(desk, kai):
    for _ in range(2):
        desk.post(f"/contacts/{kai.pk}/invitation/")

    assert (User.objects.customers().count(), Invitation.objects.count(), Letter.objects.count()) == (1, 1, 2)


def test_a_colleagues_address_is_refused_in_words(desk, ada, kai, read):
    type(kai).objects.filter(pk=kai.pk).update(email=ada.email)

    answer = desk.post(f"/contacts/{kai.pk}/invitation/", follow=True)

    kai.refresh_from_db()
    assert kai.user is None
    assert "A colleague signs in with this address; nobody can be both." in read(answer)


def test_the_page_says_how_far_a_contact_has_come(desk, kai, carla):
    stages = [access_of(kai)]
    desk.post(f"/contacts/{kai.pk}/invitation/")
    kai.refresh_from_db()
    stages.append(access_of(kai))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    stages.append(access_of(kai))
    carla.user.is_active = False

    assert stages == [Access.NONE, Access.INVITED, Access.EXPIRED]
    assert access_of(carla) == Access.OFF


def test_somebody_with_a_password_can_sign_in(carla):
    assert access_of(carla) == Access.ACTIVE
