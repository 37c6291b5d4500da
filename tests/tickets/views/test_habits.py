"""What somebody chose for a list is there again next time; the address goes first."""

import pytest

from lists.models import Habit
from tests.making import make_ticket
from tickets.actions.closing import close
from tickets.models import Ticket


def shown(browser, query=""):
    return "".join(ticket.subject for ticket in browser.get(f"/tickets/?{query}").context["page"].rows)


@pytest.fixture
def three(carla, ada):
    for subject in "BAC":
        make_ticket(carla, subject=subject)
    close(Ticket.objects.get(subject="C"), by=ada)


@pytest.mark.spec("C-35", "T24-58")
def test_closed_ones_are_hidden_until_somebody_chooses_and_stay_shown_for_them(three, desk, at_desk, ada, ben):
    before = shown(desk, "sort=subject")
    answer = desk.post("/habits/tickets/", {"closed": "1", "back": "?queue=open&closed=0&urgent=no&panel=columns"})

    assert (before, answer.url) == ("AB", "/tickets/?queue=open&urgent=no")
    assert (shown(at_desk(ada), "sort=subject"), shown(at_desk(ben), "sort=subject")) == ("ABC", "AB")
    assert shown(desk, "sort=subject&closed=0") == "AB"
    desk.post("/habits/tickets/", {"closed": "0"})
    assert shown(desk, "sort=subject") == "AB"


@pytest.mark.spec("C-36")
def test_order_and_density_are_kept_and_the_address_goes_first(three, desk):
    desk.post("/habits/tickets/", {"sort": "-subject", "density": "compact", "back": "?sort=due"})

    listing = desk.get("/tickets/").context["listing"]
    other = desk.get("/tickets/?sort=subject&density=comfortable").context["listing"]
    assert (shown(desk), listing.sort.key, listing.density) == ("BA", "-subject", "compact")
    assert (other.sort.key, other.density) == ("subject", "comfortable")
    assert Habit.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{"sort": "x" * 61}, {"density": "tiny"}, {"closed": "2"}, {"sort": "\x00"}, {}, {"sort": "gone"}]
)
def test_nonsense_is_no_habit_that_harms(three, desk, sent):
    answer = desk.post("/habits/tickets/", {**sent, "back": "//evil.example/?x=1"})

    assert answer.url.startswith("/tickets/")
    assert sorted(shown(desk)) == ["A", "B"]


@pytest.mark.parametrize("kind", ["nonsense", "portal", "1"])
def test_a_list_nobody_has_has_no_habits(desk, kind):
    assert desk.post(f"/habits/{kind}/", {"closed": "1"}).status_code == 404
