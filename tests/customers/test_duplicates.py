"""Contacts and organisations that are probably there twice."""

import pytest

from customers.duplicates import contacts_alike, organisations_alike
from customers.models import Organisation
from tests.making import make_contact


@pytest.mark.spec("CP-12")
def test_the_same_name_at_the_same_organisation_is_probably_the_same_person(acme):
    linde = Organisation.objects.create(name="Hausverwaltung Linde")
    one = make_contact("eva@linde.example", name="Eva  Baum", organisation=linde)
    other = make_contact("eva.baum@web.example", name="eva baum", organisation=linde)
    make_contact("eva@elsewhere.example", name="Eva Baum")
    make_contact("a@x.example", name="")
    make_contact("b@x.example", name="")

    assert [group.rows for group in contacts_alike()] == [[one, other]]


def test_two_of_no_organisation_are_alike_too(acme):
    pair = [make_contact(f"{n}@x.example", name="Max Ohne") for n in range(2)]

    assert [group.rows for group in contacts_alike()] == [pair]


@pytest.mark.spec("CP-12")
def test_spelling_and_legal_form_do_not_tell_organisations_apart(acme):
    names = ("Müller & Söhne GmbH", "MÜLLER + SÖHNE GmbH & Co. KG", "Müller Söhne", "Müller Nachfolger", "GmbH")
    made = [Organisation.objects.create(name=name) for name in names]

    assert [group.rows for group in organisations_alike()] == [made[:3]]


@pytest.mark.parametrize("pairs", [1, 25])
def test_many_cost_as_many_questions_as_few(acme, pairs, django_assert_num_queries):
    for number in range(pairs):
        for spelling in ("Firma {}", "FIRMA-{}"):
            Organisation.objects.create(name=spelling.format(number))

    with django_assert_num_queries(2):
        assert len(organisations_alike()) == pairs
