"""What the pages of two merged customers say while what they have is still on its way."""

import pytest

from customers.models import ContactMerger
from tests.making import make_contact, make_ticket
from tickets.actions import carrying
from tickets.actions.carrying import carry
from tickets.actions.joining import join, part


@pytest.fixture
def pair(acme, monkeypatch):
    """Eva, twice; the second one has much."""
    monkeypatch.setattr(carrying, "STRETCH", 2)
    eva, twin = make_contact("eva@linde.example", name="Eva Baum"), make_contact("eva@web.example", name="E. Baum")
    for _each in range(5):
        make_ticket(twin)
    return eva, twin


@pytest.fixture
def merger(pair, ada):
    eva, twin = pair
    values = {name: getattr(eva, name) for name in ("name", "email", "phone", "organisation_id", "language")}
    return join(twin, into=eva, values=values, by=ada)


@pytest.fixture
def page(at_desk, ada):
    return at_desk(ada)


@pytest.mark.spec("CP-12")
def test_both_pages_say_that_it_is_under_way_until_it_is_over(merger, pair, page, ada, read):
    (eva, twin), part_of_it = pair, f"/contacts/mergers/{merger.pk}/"
    said = "2 of 10 tickets, messages and other entries are done."

    assert page.get(f"/contacts/{twin.pk}/")["Location"] == f"/contacts/{eva.pk}/"
    assert all(words in read(page.get(f"/contacts/{eva.pk}/")) for words in ("E. Baum is being merged into Eva Baum", said))
    assert said in read(page.get(part_of_it, headers={"HX-Request": "true"}))
    carry("contact", merger.pk, seconds=0)
    merger = part(merger, by=ada)
    for contact in (eva, twin):
        assert "E. Baum and Eva Baum become two again" in read(page.get(f"/contacts/{contact.pk}/"))
    carry("contact", merger.pk)
    assert "become two again" not in read(page.get(f"/contacts/{eva.pk}/"))
    assert page.get(part_of_it, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert page.get(part_of_it)["Location"] == f"/contacts/{eva.pk}/"


def test_where_it_was_interrupted_again_and_again_the_page_says_when_it_goes_on(merger, page, read):
    ContactMerger.objects.update(attempts=3)

    assert "goes on by itself within the hour" in read(page.get(f"/contacts/{merger.stays_id}/"))


def test_with_somebody_else_they_are_merged_later(merger, pair, at_desk, max, read):
    """Nothing is done, and the page says why."""
    kai = make_contact("kai@x.example", name="Kai")
    door = f"/contacts/{kai.pk}/merge/?other=%23{pair[0].pk}"
    seen = at_desk(max).get(door).context["form"].now

    sent = {"seen": seen, "stays": kai.pk, "name": kai.pk, "email": kai.pk}
    answer = at_desk(max).post(door, sent, follow=True)

    assert "still on its way after another merger" in read(answer)
    assert ContactMerger.objects.count() == 1
