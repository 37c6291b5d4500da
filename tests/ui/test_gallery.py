"""The specimens of all components, which are there while DEBUG is on."""

import pytest
from django.test import RequestFactory

from tenants.choices import Surface
from ui.views import PAGES, gallery

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES)
def test_every_specimen_is_drawn(page, acme, carla):
    request = RequestFactory().get(f"/ui/{page}/")
    request.user, request.tenant, request.surface = carla.user, acme, Surface.DESK

    assert gallery(request, page).status_code == 200
