"""Puts two tags together."""

from django.db import transaction

from tickets.models import Tag, Ticket


@transaction.atomic
def unite(tag: Tag, *, into: Tag) -> Tag:
    """Tickets with `tag` have `into` from now on, once; `tag` is gone."""
    list(Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk"))
    tagged = Ticket.tags.through._default_manager.filter(tag=tag)
    has_both = Ticket.tags.through._default_manager.filter(tag=into).values("ticket")
    tagged.exclude(ticket__in=has_both).update(tag=into)
    Tag.objects.filter(pk=tag.pk).delete()
    return into
