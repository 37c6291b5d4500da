"""Ada's browser, and what she reads in it."""

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Role, User
from tests.making import make_staff


@pytest.fixture
def desk(at_desk: Callable[..., Client], ada: User) -> Client:
    return at_desk(ada)


@pytest.fixture
def olga(acme: object) -> User:
    """Works here, but not on tickets."""
    olga = make_staff("olga@acme.example", name="Olga Office")
    olga.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])
    return olga


@pytest.fixture
def read() -> Callable[[HttpResponse], str]:
    """The page as text, without the many blanks of templates."""
    return lambda answer: " ".join(unescape(answer.content.decode()).split())
