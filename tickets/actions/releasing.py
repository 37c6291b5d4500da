"""Says what an organisation's people may do in the portal (BL-11, C-12, C-13)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from customers.choices import Reach
from customers.models import Organisation
from tickets.choices import Documents, Release
from tickets.models import DocumentKind, TicketType, TypeRelease


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one type; `kinds` count where `documents` are chosen ones."""

    release: Release
    documents: Documents = Documents.NONE
    kinds: Collection[DocumentKind] = ()


@transaction.atomic
def release(organisation: Organisation, *, reach: Reach, chosen: Mapping[TicketType, Terms] | None) -> Organisation:
    """From now on, for all of its people at once; None releases whatever the portal shows, also types that are still made.

    What was chosen is kept while nothing is. A type that is not named is not released. Twice is once.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    held.reach, held.chooses_types = reach, chosen is not None
    held.save(update_fields=["reach", "chooses_types"])
    if chosen is not None:
        _replace(held, chosen)
    return held


def _replace(organisation: Organisation, chosen: Mapping[TicketType, Terms]) -> None:
    wanted = {type_: terms for type_, terms in chosen.items() if terms.release != Release.NOTHING}
    organisation.type_releases.exclude(type__in=wanted).delete()
    for type_, terms in wanted.items():
        row, _is_new = TypeRelease.objects.update_or_create(
            organisation=organisation, type=type_, defaults={"release": terms.release, "documents": terms.documents}
        )
        row.document_kinds.set(terms.kinds if terms.documents == Documents.CHOSEN else ())
