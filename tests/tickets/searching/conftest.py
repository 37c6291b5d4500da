"""What Ada and Carla find."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from customers.models import Contact
from tickets.models import Ticket
from tickets.searching.matching import matching

Find = Callable[[str], list[str]]


@pytest.fixture
def desk(at_desk: Callable[..., Client], ada: User) -> Client:
    return at_desk(ada)


@pytest.fixture
def finds(ada: User) -> Find:
    """`finds("Aufzug")`: subjects of what staff find, the oldest first."""
    return lambda words: _subjects(words, ada)


@pytest.fixture
def customer_finds(carla: Contact) -> Find:
    assert carla.user is not None
    user = carla.user
    return lambda words: _subjects(words, user)


@pytest.fixture
def digest_of() -> Callable[[Ticket], str]:
    def digest(ticket: Ticket) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT search::text FROM tickets_digest WHERE ticket_id = %s", [ticket.pk])
            return "".join(row[0] for row in cursor.fetchall())

    return digest


def _subjects(words: str, user: User) -> list[str]:
    found = matching(Ticket.objects.visible_to(user), words, user=user)
    return list(found.order_by("pk").values_list("subject", flat=True))
