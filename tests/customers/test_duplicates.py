"""Contacts and organisations that are probably there twice."""

import pytest

from customers.duplicates import contacts_alike, organisations_alike
from customers.models import Contact, Organisation, OrganisationsApart
from customers.telling_apart import doubt_again, tell_apart
from tests.making import make_contact


@pytest.mark.spec("CP-12")
def test_the_same_name_at_the_same_organisation_is_probably_the_same_person(acme):
    linde = Organisation.objects.create(name="Hausverwaltung Linde")
    one = make_contact("eva@linde.example", name="Eva  Baum", organisation=linde)
    other = make_contact("eva.baum@web.example", name="eva baum", organisation=linde)
    make_contact("eva@elsewhere.example", name="Eva Baum")
    make_contact("a@x.example", name="")
    make_contact("b@x.example", name="")

    assert [group.rows for group in contacts_alike().groups] == [[one, other]]


def test_two_of_no_organisation_are_alike_too(acme):
    pair = [make_contact(f"{n}@x.example", name="Max Ohne") for n in range(2)]

    assert [group.rows for group in contacts_alike().groups] == [pair]


@pytest.mark.spec("CP-12")
def test_spelling_and_legal_form_do_not_tell_organisations_apart(acme):
    names = ("Müller & Söhne GmbH", "MÜLLER + SÖHNE GmbH & Co. KG", "Müller Söhne", "Müller Nachfolger", "GmbH")
    made = [Organisation.objects.create(name=name) for name in names]

    assert [group.rows for group in organisations_alike().groups] == [made[:3]]


@pytest.mark.parametrize("pairs", [1, 25])
def test_many_cost_as_many_questions_as_few(acme, pairs, django_assert_num_queries):
    for number in range(pairs):
        for spelling in ("Firma {}", "FIRMA-{}"):
            Organisation.objects.create(name=spelling.format(number))

    with django_assert_num_queries(4):
        assert len(organisations_alike().groups) == pairs


def reasons(found):
    return [(sorted(str(row) for row in group.rows), [str(reason) for reason in group.reasons]) for group in found.groups]


@pytest.mark.spec("CP-12")
def test_contacts_are_alike_for_a_reason(acme):
    linde = Organisation.objects.create(name="Linde")
    people = [
        ("eva@linde.example", "Dr. Eva Baum", "", None),
        ("baum@linde.example", "Baum, Eva", "", linde),
        ("uwe@a.example", "Uwe Tal", "+49 (0) 30 123-456", None),
        ("tal@b.example", "Tal & Söhne", "030/123456", None),
        ("kai@c.example", "Kai Wintre", "12", None),
        ("k@c.example", "Kai Winter", "12", None),
        ("m.see@x.example", "M. See", "", linde),
        ("mia@y.example", "Mia See", "", linde),
        ("ina@c.example", "Ina Winter", "", None),
        ("kai@d.example", "Kai Winter", "", linde),
    ]
    for email, name, phone, organisation in people:
        Contact.objects.create(email=email, name=name, phone=phone, organisation=organisation)

    assert reasons(contacts_alike()) == [
        (["Baum, Eva", "Dr. Eva Baum"], ["domain"]),
        (["Tal & Söhne", "Uwe Tal"], ["phone"]),
        (["Kai Winter", "Kai Wintre"], ["similar_there"]),
        (["M. See", "Mia See"], ["similar_there"]),
    ]


@pytest.mark.spec("CP-12")
def test_organisations_are_alike_for_a_reason(acme):
    names = ["Lindemann GmbH", "Lindeman", "Hausverwaltung Tal", "Haus Tal", "Nord", "Süd", "West", "Post A", "Post B"]
    made = {name: Organisation.objects.create(name=name) for name in names}
    for name, email in (("Nord", "a@n.example"), ("Süd", "b@n.example"), ("West", "c@gmx.de"), ("Post A", "d@gmx.de")):
        make_contact(email, name=name, organisation=made[name])
    Organisation.objects.filter(name__startswith="Haus").update(phone="0049 30 123456")

    assert reasons(organisations_alike()) == [
        (["Haus Tal", "Hausverwaltung Tal"], ["phone"]),
        (["Lindeman", "Lindemann GmbH"], ["similar"]),
        (["Nord", "Süd"], ["people"]),
    ]


def test_what_many_share_is_no_mistake(acme):
    for number in range(25):
        Contact.objects.create(email=f"info@{number}.example", name="Info", phone="030 123456")

    assert reasons(contacts_alike()) == []


@pytest.mark.spec("CP-12")
def test_two_of_whom_somebody_said_that_they_are_not_the_same_are_not_proposed(ada):
    one, other, third = (Organisation.objects.create(name="Linde") for _each in range(3))
    tell_apart(one, [other], by=ada)

    [group] = organisations_alike().groups
    assert [(row.pk, beside.pk if beside else None) for row, beside in group.pairs] == [
        (one.pk, None),
        (other.pk, third.pk),
        (third.pk, one.pk),
    ]

    tell_apart(third, [one, other], by=ada)
    assert (organisations_alike().groups, organisations_alike().apart) == ([], 3)

    doubt_again(Organisation, [OrganisationsApart.objects.get(one=other).pk])
    assert [group.rows for group in organisations_alike().groups] == [[other, third]]


def test_said_twice_or_of_oneself_is_said_once_or_not_at_all(ada):
    one, other = (make_contact(f"{n}@x.example", name="Max Ohne") for n in range(2))

    assert [str(pair) for pair in tell_apart(other, [one, other], by=ada)] == [f"{one.pk} ≠ {other.pk}"]
    assert tell_apart(one, [other], by=ada) == []
    assert contacts_alike().groups == []
