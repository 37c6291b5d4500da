"""Contacts and organisations that are there twice are found, compared, merged and parted again."""

import re

import pytest

from customers.models import Contact, ContactMerger, ContactsApart, Organisation
from customers.telling_apart import tell_apart
from tests.making import make_contact, make_customer, make_ticket
from tickets.actions.joining import join
from tickets.forms.joining import JoinForm


@pytest.fixture
def pair(acme):
    """Eva, twice: the second time with a telephone and no organisation."""
    linde = Organisation.objects.create(name="Linde")
    one = make_contact("eva@linde.example", name="Eva Baum", organisation=linde)
    other = make_contact("baum@linde.example", name="Baum, Eva")
    Contact.objects.filter(pk=other.pk).update(phone="030 123456")
    return [Contact.objects.get(pk=row.pk) for row in (one, other)]


@pytest.fixture
def at(at_desk, max):
    return at_desk(max)


def page_of(pair):
    return f"/contacts/{pair[0].pk}/merge/?other=%23{pair[1].pk}"


def said(pair, **more):
    return {"seen": JoinForm(pair=pair).now, "stays": pair[0].pk, **more}


def chosen(pair):
    one, other = pair
    return said(pair, name=one.pk, email=one.pk, phone=other.pk, organisation_id=one.pk)


@pytest.mark.spec("CP-12")
def test_from_the_list_to_one_and_back_to_two(at, pair, read):
    make_ticket(pair[1])

    assert "/contacts/duplicates/" in at.get("/contacts/?view=none").content.decode()
    found = at.get("/contacts/duplicates/").content.decode()
    assert "Same name, same e-mail domain" in found
    [door] = re.findall(r'href="(/contacts/\d+/merge/[^"]*)"', found)
    assert door == page_of(pair)
    compared = at.get(door)
    assert "E-mails from both addresses are theirs from then on" in read(compared)
    assert re.findall(r'name="(\w+)" value="(\d+)" checked\s', compared.content.decode()) == [
        (name, str(row.pk))
        for name, row in zip(
            ("stays", "name", "email", "phone", "organisation_id"), [*pair[:1] * 3, pair[1], pair[0]], strict=True
        )
    ]
    answer = at.post(door, chosen(pair), follow=True)

    one, other = pair
    merger = ContactMerger.objects.get()
    assert answer.redirect_chain == [(f"/contacts/{one.pk}/", 302)]
    assert answer.context["also"] == [other.email]
    assert all(words in read(answer) for words in ("Baum, Eva and Eva Baum are one now.", "030 123456"))
    assert f"/contacts/mergers/{merger.pk}/undo/" in answer.content.decode()
    assert at.get(f"/contacts/{other.pk}/")["Location"] == f"/contacts/{one.pk}/"
    assert at.get(f"/contacts/{other.pk}/edit/").status_code == 404
    assert "Baum, Eva" not in at.get("/contacts/?q=030").content.decode()
    assert "Eva Baum" in at.get("/contacts/?q=baum@linde").content.decode()
    answer = at.post(f"/contacts/mergers/{merger.pk}/undo/", follow=True)
    assert ("They are two again." in read(answer), Contact.objects.count()) == (True, 2)


def test_what_is_said_before_fits_what_there_is(at, read):
    one, other = (make_customer(f"{name}@x.example", name="Ina") for name in ("a", "b"))

    assert "Both have an account for the portal. Only one stays" in read(at.get(page_of([one, other])))
    third = make_contact("c@x.example", name="Ina")
    assert "they sign in with a@x.example as before" in read(at.get(page_of([one, third])))


def test_what_somebody_changed_meanwhile_is_not_merged_and_nothing_chosen_is_lost(at, pair, read):
    sent = chosen(pair)
    Contact.objects.filter(pk=pair[1].pk).update(name="Eva Tal")

    answer = at.post(page_of(pair), sent)

    assert (answer.status_code, ContactMerger.objects.count()) == (422, 0)
    assert "Somebody has changed one of them meanwhile. Please look once more." in read(answer)
    checked = re.findall(r'name="(\w+)" value="(\d+)" checked', answer.content.decode())
    assert dict(checked)["phone"] == str(pair[1].pk)


@pytest.mark.parametrize("wrong", [{"stays": "999"}, {"email": "x"}, {"seen": ""}, {"stays": ""}])
def test_hostile_choices_change_nothing(at, pair, wrong):
    answer = at.post(page_of(pair), {**chosen(pair), **wrong})

    assert (answer.status_code, ContactMerger.objects.count()) == (422, 0)


@pytest.mark.parametrize("other", ["", "Nobody", "#999999999999999999", "\x00", "self"])
def test_the_other_one_has_to_be_there(at, pair, other):
    sent = f"#{pair[0].pk}" if other == "self" else other

    answer = at.get(f"/contacts/{pair[0].pk}/merge/", {"other": sent})

    assert (answer.status_code, 'name="other"' in answer.content.decode()) == (200, True)


def test_two_clicks_are_one_merger(at, pair):
    sent = chosen(pair)
    at.post(page_of(pair), sent)

    assert at.post(page_of(pair), sent).status_code == 200
    assert ContactMerger.objects.count() == 1


@pytest.mark.spec("CP-12")
def test_organisations_are_merged_with_what_both_say(at, read):
    one = Organisation.objects.create(name="Linde GmbH", note="Gate 1", number="1")
    other = Organisation.objects.create(name="LINDE", note="Gate 2", number="2")
    found = at.get("/organisations/duplicates/").content.decode()
    door = f"/organisations/{one.pk}/merge/?other=%23{other.pk}"
    assert door in found
    assert "they can answer each other's tickets by e-mail" in read(at.get(door))

    sent = {"seen": JoinForm(pair=[one, other]).now, "stays": one.pk, "name": one.pk, "number": other.pk, "note": "both"}
    at.post(door, sent)

    held = Organisation.objects.get()
    assert (held.name, held.number, held.note) == ("Linde GmbH", "2", "Gate 1\n\nGate 2")
    assert at.get(f"/organisations/{other.pk}/")["Location"] == f"/organisations/{one.pk}/"
    at.post(f"/organisations/{one.pk}/edit/", {"name": "Linde", "number": "1", "note": "", "phone": ""})
    assert sorted(Organisation.everyone.values_list("name", "number")) == [("LINDE", "2"), ("Linde", "1")]


def test_an_address_of_theirs_can_be_taken_back_but_no_other_ones(at, pair, read, max):
    one, other = pair
    join(
        other,
        into=one,
        values={"name": "Eva", "email": one.email, "phone": "", "organisation_id": None, "language": "en"},
        by=max,
    )
    kai = make_contact("kai@x.example", name="Kai")
    form = {"name": "Eva", "phone": "", "organisation": "", "language": "en"}

    refused = at.post(f"/contacts/{kai.pk}/edit/", {**form, "email": other.email})
    at.post(f"/contacts/{one.pk}/edit/", {**form, "email": other.email})

    assert (refused.status_code, "Eva has this address already." in read(refused)) == (422, True)
    assert (Contact.objects.get(pk=one.pk).email, Contact.everyone.get(pk=other.pk).email) == (other.email, one.email)


@pytest.mark.spec("CP-12")
def test_a_pair_that_is_none_is_put_away_shown_and_brought_back(at, pair, read):
    one, other = pair
    assert "Marked as not the same" not in read(at.get("/contacts/duplicates/"))

    answer = at.post("/contacts/duplicates/apart/new/", {"row": other.pk, "others": [one.pk]}, follow=True)

    assert all(words in read(answer) for words in ("not proposed as duplicates any more", "No duplicates found"))
    noted = ContactsApart.objects.get()
    assert f"/contacts/duplicates/apart/removal/?pair={noted.pk}" in answer.content.decode()
    kept = read(at.get("/contacts/duplicates/apart/"))
    assert all(words in kept for words in ("Eva Baum", "Baum, Eva", f"{noted.by} on"))
    answer = at.post(f"/contacts/duplicates/apart/removal/?pair={noted.pk}", follow=True)
    assert (ContactsApart.objects.count(), "Same name, same e-mail domain" in read(answer)) == (0, True)


@pytest.mark.parametrize(
    ("path", "sent"),
    [("new/", {"row": "x"}), ("new/", {}), ("new/", {"row": "9" * 30}), ("new/", {"row": "1"}), ("removal/?pair=ä", {})],
)
def test_hostile_pairs_are_not_found(at, path, sent):
    assert at.post(f"/contacts/duplicates/apart/{path}", sent).status_code == 404


@pytest.mark.parametrize("more", [1, 50])
def test_the_page_of_pairs_costs_as_much_with_many(at, max, django_assert_num_queries, more):
    people = [make_contact(f"{n}@x.example", name="Max Ohne") for n in range(more + 1)]
    tell_apart(people[0], people[1:], by=max)

    with django_assert_num_queries(10):
        assert at.get("/contacts/duplicates/apart/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/contacts/duplicates/", "/contacts/duplicates/apart/", "/organisations/duplicates/", "merge", "undo"]
)
def test_only_whoever_may_change_customers_may_merge_them(desk, pair, ada, path):
    ada.roles.all().delete()
    merge = {"merge": page_of(pair), "undo": "/contacts/mergers/1/undo/"}.get(path, path)

    answer = desk.post(merge) if path == "undo" else desk.get(merge)

    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("more", [1, 25])
def test_the_page_costs_as_much_with_many_duplicates(at, pair, django_assert_max_num_queries, more):
    for number in range(more):
        for n in range(2):
            make_contact(f"{n}@{number}.example", name=f"Paar {chr(97 + number)}")

    with django_assert_max_num_queries(12):
        assert at.get("/contacts/duplicates/").status_code == 200
