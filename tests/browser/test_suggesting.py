"""Fields that refer to a record, at a real browser."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from customers.models import Contract, Organisation
from tests.browser.conftest import Visit
from tests.flows.house import House


@pytest.mark.spec("CP-28")
@pytest.mark.parametrize(("name", "has_script"), [("Rheinblick eG", True), ("Stadtwald eG", False)])
def test_an_organisation_is_found_by_typing_and_by_its_number(visit: Visit, house: House, name: str, has_script: bool) -> None:
    firm = Organisation.objects.create(name=name, number=f"K-77 {name}")
    ada = visit("acme.localhost", User.objects.get(email="ada@acme.example"), java_script_enabled=has_script)

    ada.opens("/contracts/new/")
    ada.page.fill("input[name=name]", "Full service")
    field, options = ada.page.locator("input[name=organisation]"), ada.page.locator("#id_organisation-suggestions option")
    if has_script:
        field.press_sequentially(name[4:9])
        expect(options).to_have_count(1)
        field.fill(options.get_attribute("value") or "")
    else:
        field.fill(f"k-77 {name.lower()}")
    ada.presses("Save")

    ada.sees(name)
    assert Contract.objects.filter(organisation=firm).count() == 1
    assert ada.complaints == []
