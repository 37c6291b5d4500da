"""Adds custom fields, and what can be chosen in them."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from tickets.models import CustomField, CustomOption


@transaction.atomic
def invent(field: CustomField, *, options: Iterable[str] = ()) -> CustomField:
    """A new field, behind the others, with these options if it has any."""
    field.position = (CustomField.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    field.save()
    if field.has_options:
        offer(field, options)
    return field


@transaction.atomic
def offer(field: CustomField, names: Iterable[str]) -> int:
    """Let these be chosen as well; returns how many are new. One that was switched off is on again, one there is stays."""
    CustomField.objects.select_for_update().get(pk=field.pk)
    known = {option.name.casefold(): option for option in field.options.all()}
    place = max((option.position for option in known.values()), default=0)
    new = 0
    for name in names:
        option = known.get(name.casefold())
        if option is None:
            place += 1
            known[name.casefold()] = CustomOption.objects.create(field=field, name=name, position=place)
            new += 1
        elif not option.is_active:
            CustomOption.objects.filter(pk=option.pk).update(is_active=True)
    return new
