"""The bell: tells staff on the page what happened."""

from typing import Protocol

from django.db.models import DateTimeField, TextField
from django.utils import timezone

from notifications.models import Ring
from tenants.compiled import Compiled, CompiledUpdate, Slot


class Person(Protocol):
    """A user as this room needs to know them."""

    pk: int


def ring(user: Person, *, text: str, link: str, topic: str = "") -> Ring:
    """One entry; `text` in the person's language, `link` a path on the desk."""
    return Ring.objects.create(user_id=user.pk, text=text[:250], link=link, topic=topic)


def unseen_count(user: Person) -> int:
    """At most 100: the page shows 99+."""
    return len(UNSEEN(user=user.pk))


UNSEEN = Compiled(lambda: Ring.objects.filter(user_id=Slot("user"), seen_at=None).order_by().values_list("pk")[:100])


def unseen_topics(user: Person) -> list[str]:
    """What the latest unseen entries are about, each in turn; at most 500."""
    return [topic for (topic,) in TOPICS(user=user.pk)]


TOPICS = Compiled(lambda: Ring.objects.filter(user_id=Slot("user"), seen_at=None).order_by().values_list("topic")[:500])


SEE_TOPIC = CompiledUpdate(
    lambda: Ring.objects.filter(user_id=Slot("user"), topic=Slot("topic", TextField()), seen_at=None),
    seen_at=Slot("now", DateTimeField()),
)


def see(user: Person, *, topic: str | None = None, ring: int | None = None) -> int:
    """Mark entries as seen: all, those of one topic, or one; returns how many."""
    if topic is not None:
        return SEE_TOPIC(user=user.pk, topic=topic, now=timezone.now())
    rings = Ring.objects.filter(user_id=user.pk, seen_at=None)
    if ring is not None:
        rings = rings.filter(pk=ring)
    return rings.update(seen_at=timezone.now())
