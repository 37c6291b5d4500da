"""What stories about rules look at."""

from collections.abc import Callable

import pytest

from tickets.models import Ticket
from tickets.wording import sentence_of


@pytest.fixture
def history() -> Callable[[Ticket], list[str]]:
    """What stands in a ticket's history, without marks."""

    def told(ticket: Ticket) -> list[str]:
        sentences = [sentence_of(event) for event in ticket.events.order_by("pk")]
        return [sentence.replace("<strong>", "").replace("</strong>", "") for sentence in sentences]

    return told
