"""Says what each audience may do with the fields of a type."""

from collections.abc import Mapping

from django.db import transaction

from tickets.choices import Access
from tickets.fields import FieldRule, default_rules, fields_of
from tickets.models import TicketType, TypeField

Wanted = Mapping[str, tuple[Access, Access]]


@transaction.atomic
def rule(type_: TicketType, wanted: Wanted) -> None:
    """For each field by its key, what staff and what customers may do (C-09).

    Only what differs from what the field is anyway is kept, so that a change there still reaches this type.
    """
    TicketType.objects.select_for_update().get(pk=type_.pk)
    fields = [field for field in fields_of(type_) if field.key in wanted]
    builtin = [field.key for field in fields if field.custom is None]
    TypeField.objects.filter(type=type_, builtin__in=builtin).delete()
    TypeField.objects.filter(type=type_, custom__in=[field.custom for field in fields if field.custom]).delete()
    TypeField.objects.bulk_create(
        _kept(type_, field, wanted[field.key]) for field in fields if wanted[field.key] != usual_of(field)
    )


def usual_of(field: FieldRule) -> tuple[Access, Access]:
    """What the field is where no type says otherwise."""
    usual = field.custom or default_rules()[field.key]
    return Access(usual.staff), Access(usual.portal)


def _kept(type_: TicketType, field: FieldRule, access: tuple[Access, Access]) -> TypeField:
    builtin = "" if field.custom else field.key
    return TypeField(type=type_, builtin=builtin, custom=field.custom, staff=access[0], portal=access[1])
