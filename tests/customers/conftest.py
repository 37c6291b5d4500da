"""Ada's browser on the pages of those we serve."""

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User


@pytest.fixture
def desk(at_desk: Callable[..., Client], ada: User) -> Client:
    return at_desk(ada)


@pytest.fixture
def read() -> Callable[[HttpResponse], str]:
    return lambda answer: " ".join(unescape(answer.content.decode()).split())
