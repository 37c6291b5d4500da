"""Customers of the portal among the settings."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Organisation
from tests.making import make_contact, make_customer

ADDRESS = "/settings/portal/"


def found(html):
    return re.findall(r'href="/organisations/(\d+)/portal/">([^<]+)<', html)


@pytest.mark.spec("BL-9", "BL-11", "BL-7")
def test_an_administrator_finds_them_and_every_other_organisation_by_searching(max, ada, at_desk):
    with_access, without = (Organisation.objects.create(name=name) for name in ("Kunde <1>", "Quiet"))
    make_customer("cem@kunde.example", name="Cem", organisation=with_access)
    make_contact("kim@quiet.example", name="Kim", organisation=without)
    browser = at_desk(max)

    plain, searched, nothing = (browser.get(ADDRESS + query).content.decode() for query in ("", "?q=quiet", "?q=xyz"))

    assert (found(plain), found(searched)) == ([(str(with_access.pk), "Kunde &lt;1&gt;")], [(str(without.pk), "Quiet")])
    assert ["One customer user" in plain, "nobody has access yet" in searched] == [True, True]
    assert "No organisation is called “xyz”." in nothing
    assert f'href="{ADDRESS}"' in browser.get("/settings/").content.decode()
    assert (at_desk(ada).get(ADDRESS).status_code, f'href="{ADDRESS}"' in at_desk(ada).get("/").content.decode()) == (403, False)


def test_the_page_needs_as_many_queries_for_50_as_for_one(max, at_desk):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert at_desk(max).get(ADDRESS).status_code == 200
        return len(counted)

    make_customer("c@kunde.example", name="C", organisation=Organisation.objects.create(name="Kunde"))
    queries()
    few = queries()
    for number in range(49):
        make_customer(f"c{number}@kunde.example", name="C", organisation=Organisation.objects.create(name=f"Kunde {number}"))

    assert queries() == few
