"""What is not there looks the same to developers as to everybody else."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def developing(settings):
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "ui.missing.MissingPageMiddleware"]


@pytest.mark.parametrize("host", ["localhost", "acme.localhost", "portal.acme.localhost"])
def test_an_address_nobody_has_shows_the_products_page(host, developing):
    answer = Client(SERVER_NAME=host, headers={"accept-language": "en"}).get("/no/such/page/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()
    assert "DEBUG" not in answer.content.decode()


def test_a_ticket_nobody_has_shows_the_products_page(developing, ada, at_desk):
    answer = at_desk(ada).get("/tickets/999999/")

    assert (answer.status_code, answer.templates[0].name) == (404, "404.html")
