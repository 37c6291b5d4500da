"""The bell: tells staff on the page what happened."""

from typing import Protocol

from django.utils import timezone

from notifications.models import Ring
from tenants.compiled import Compiled, Slot


class Person(Protocol):
    """A user as this room needs to know them."""

    pk: int


def ring(user: Person, *, text: str, link: str, topic: str = "") -> Ring:
    """One entry; `text` in the person's language, `link` a path on the desk."""
    return Ring.objects.create(user_id=user.pk, text=text[:250], link=link, topic=topic)


def unseen_count(user: Person) -> int:
    """At most 100: the page shows 99+."""
    return len(SOME(user=user.pk))


def unseen_topics(user: Person) -> list[str]:
    """What the latest unseen entries are about, each in turn; at most 500."""
    return [topic for (topic,) in UNSEEN(user=user.pk)]


UNSEEN = Compiled(lambda: Ring.objects.filter(user_id=Slot("user"), seen_at=None).values_list("topic")[:500])
SOME = Compiled(lambda: Ring.objects.filter(user_id=Slot("user"), seen_at=None).values_list("pk")[:100])


def see(user: Person, *, topic: str | None = None, ring: int | None = None) -> int:
    """Mark entries as seen: all, those of one topic, or one; returns how many."""
    rings = Ring.objects.filter(user_id=user.pk, seen_at=None)
    if topic is not None:
        rings = rings.filter(topic=topic)
    if ring is not None:
        rings = rings.filter(pk=ring)
    return rings.update(seen_at=timezone.now())
