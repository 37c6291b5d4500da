"""Two tags become one."""

from tests.making import make_ticket
from tickets.actions.uniting import unite
from tickets.models import Tag


def test_tickets_with_either_have_the_one_that_stays_once(carla):
    bug, defect = Tag.objects.create(name="Bug"), Tag.objects.create(name="Defect")
    one, both, other = (make_ticket(carla) for _ in range(3))
    one.tags.add(defect)
    both.tags.add(bug, defect)

    unite(defect, into=bug)

    assert list(one.tags.all()) == list(both.tags.all()) == [bug]
    assert list(other.tags.all()) == []
    assert list(Tag.objects.all()) == [bug]
