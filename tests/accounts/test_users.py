"""The users' page: who works here, who is invited, who is off; and that somebody can always manage them."""

import pytest

from accounts import staffing
from accounts.models import Role, Team, User
from notifications.models import Letter
from tests.making import make_customer, make_staff


def role(key: str) -> Role:
    return Role.objects.get(key=key)


def form_of(user: User, **changes: object) -> dict[str, object]:
    return {"name": user.name, "language": user.language, "roles": [each.pk for each in user.roles.all()], **changes}


@pytest.mark.parametrize("path", ["users/", "users/new/", "teams/", "teams/new/", "roles/", "roles/new/", ""])
def test_the_settings_are_for_whoever_may(at_desk, max, ada, path):
    assert at_desk(max).get(f"/settings/{path}").status_code == 200
    assert at_desk(ada).get(f"/settings/{path}").status_code == 403
    assert at_desk().get(f"/settings/{path}").url.startswith("/account/login/")


def test_the_list_says_who_is_active_invited_and_off(at_desk, max, ada, ben):
    ada.set_unusable_password()
    ada.save()
    User.objects.filter(pk=ben.pk).update(is_active=False)

    page = at_desk(max).get("/settings/users/")
    assert [(user.name, user.is_active, user.is_invited) for user in page.context["users"]] == [
        ("Ada Lovelace", True, True),
        ("Max Keller", True, False),
        ("Ben Roth", False, False),
    ]


@pytest.mark.parametrize("more", [1, 50])
def test_the_list_costs_the_same_with_one_and_with_fifty(at_desk, max, django_assert_num_queries, more):
    for number in range(more):
        make_staff(f"user{number}@acme.example", name=f"User {number}")
    browser = at_desk(max)
    browser.get("/settings/users/")

    with django_assert_num_queries(QUERIES):
        browser.get("/settings/users/")


QUERIES = 12


def test_inviting_sends_a_letter_and_shows_the_colleague_as_invited(at_desk, max):
    form = {"email": "nina@acme.example", "name": "Nina Neu", "language": "de", "roles": [role("agent").pk]}
    at_desk(max).post("/settings/users/new/", form)

    assert User.objects.get(email="nina@acme.example").is_invited
    assert [letter.to_address for letter in Letter.objects.all()] == ["nina@acme.example"]


def test_wrong_input_keeps_what_was_typed(at_desk, max, ada):
    form = {"email": "ada@acme.example", "name": "Nina <Neu>", "language": "de", "roles": [role("agent").pk]}
    answer = at_desk(max).post("/settings/users/new/", form)

    assert answer.status_code == 422
    assert "This person has an account already." in answer.content.decode()
    assert 'value="Nina &lt;Neu&gt;"' in answer.content.decode()


def test_switching_off_ends_the_sessions_at_once(at_desk, max, ada):
    hers = at_desk(ada)
    at_desk(max).post(f"/settings/users/{ada.pk}/activity/", {"active": "off"})
    assert hers.get("/account/").status_code == 302

    at_desk(max).post(f"/settings/users/{ada.pk}/activity/", {"active": "on"})
    assert User.objects.get(pk=ada.pk).is_active


def test_nobody_switches_themselves_off(at_desk, max):
    at_desk(max).post(f"/settings/users/{max.pk}/activity/", {"active": "off"})

    assert User.objects.get(pk=max.pk).is_active


def test_the_last_administrator_stays_one(at_desk, max, ada):
    answer = at_desk(max).post(f"/settings/users/{max.pk}/", form_of(max, roles=[role("agent").pk]))

    assert answer.status_code == 422
    assert [each.key for each in max.roles.all()] == ["administrator"]


def test_somebody_who_was_only_invited_is_no_administrator_to_rely_on(max):
    mia = make_staff("mia@acme.example", name="Mia", role="administrator")
    mia.set_unusable_password()
    mia.save()

    with pytest.raises(staffing.LastAdministrator):
        staffing.dismiss(max, by=mia)
    assert User.objects.get(pk=max.pk).is_active


def test_nobody_gives_more_than_they_have(at_desk, max, ada, ben):
    helper = Role.objects.create(
        name="Helper", permissions=["tickets.work", "tickets.silence", "customers.manage", "users.manage"]
    )
    ada.roles.set([helper])

    answer = at_desk(ada).post(f"/settings/users/{ada.pk}/", form_of(ada, roles=[role("administrator").pk]))
    assert answer.status_code == 422
    assert at_desk(ada).post(f"/settings/users/{ben.pk}/", form_of(ben, roles=[helper.pk])).status_code == 302
    wider = {"name": "Helper", "permissions": [*helper.permissions, "workspace.manage"]}
    assert at_desk(ada).post(f"/settings/roles/{helper.pk}/", wider).status_code == 422


def test_customers_are_not_among_the_users(at_desk, max):
    carla = make_customer("carla@kunde.example", name="Carla Sommer")

    assert at_desk(max).get(f"/settings/users/{carla.user.pk}/").status_code == 404
    assert "Carla" not in at_desk(max).get("/settings/users/").content.decode()


def test_globex_users_do_not_exist_at_acme(at_desk, max, globex):
    with globex:
        gus = User(pk=90_001, kind="staff", email="gus@globex.example", name="Gus Globex")
        gus.save(force_insert=True)

    assert at_desk(max).get("/settings/users/90001/").status_code == 404
    assert "Gus Globex" not in at_desk(max).get("/settings/users/").content.decode()


def test_a_role_of_ones_own_is_made_changed_and_removed(at_desk, max):
    browser = at_desk(max)
    browser.post("/settings/roles/new/", {"name": "Front desk", "permissions": ["tickets.work"]})
    own = Role.objects.get(name="Front desk")
    browser.post(f"/settings/roles/{own.pk}/", {"name": "Reception", "permissions": ["customers.manage"]})
    own.refresh_from_db()

    assert (own.name, own.permissions) == ("Reception", ["customers.manage"])
    browser.post(f"/settings/roles/{own.pk}/removal/")
    assert not Role.objects.filter(pk=own.pk).exists()


def test_built_in_roles_can_be_renamed_but_not_removed_and_administrators_keep_everything(at_desk, max):
    administrator = role("administrator")
    everything = list(administrator.permissions)
    at_desk(max).post(f"/settings/roles/{administrator.pk}/", {"name": "Boss", "permissions": []})
    administrator.refresh_from_db()

    assert (administrator.name, administrator.permissions) == ("Boss", everything)
    assert at_desk(max).post(f"/settings/roles/{administrator.pk}/removal/").status_code == 404


def test_a_team_is_made_and_gets_members(at_desk, max, ada):
    at_desk(max).post("/settings/teams/new/", {"name": "Lifts", "members": [ada.pk], "is_active": "on"})

    assert [user.name for user in Team.objects.get(name="Lifts").members.all()] == ["Ada Lovelace"]


def test_of_all_teams_one_takes_new_tickets(at_desk, max):
    before = Team.objects.create(name="Reception", takes_new=True)
    at_desk(max).post("/settings/teams/new/", {"name": "Lifts", "takes_new": "on", "is_active": "on"})
    before.refresh_from_db()

    assert not before.takes_new
    assert Team.objects.get(takes_new=True).name == "Lifts"


def test_a_person_changes_their_own_language_and_is_answered_in_it(at_desk, ada):
    browser = at_desk(ada)
    browser.post("/account/", {"name": "Ada L.", "language": "de", "time_zone": "Europe/Vienna"})
    ada.refresh_from_db()

    assert (ada.name, ada.language, ada.time_zone) == ("Ada L.", "de", "Europe/Vienna")
    assert '<html lang="de"' in browser.get("/account/").content.decode()


def test_a_stranger_chooses_the_language_of_the_sign_in_page(at_desk):
    browser = at_desk()
    browser.post("/account/language/", {"language": "de", "next": "/account/login/"})

    assert '<html lang="de"' in browser.get("/account/login/").content.decode()


def test_choosing_a_language_leads_to_no_other_site(at_desk):
    assert at_desk().post("/account/language/", {"language": "de", "next": "https://evil.example/"}).url == "/"


def test_roles_of_any_size_add_up(ada: User) -> None:
    before = User.objects.get(pk=ada.pk).permission_codes
    ada.roles.add(Role.objects.create(name="One", permissions=["mail.manage"]), Role.objects.create(name="None", permissions=[]))

    assert User.objects.get(pk=ada.pk).permission_codes == before | {"mail.manage"}
