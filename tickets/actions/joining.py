"""Joins two contacts or two organisations who are one and the same, and parts them again (CP-12)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.merging import separate, unite
from customers.models import Contact, ContactMerger, Organisation, OrganisationMerger
from tickets.actions.handing_on import (
    Moved,
    hand_back_contact,
    hand_back_organisation,
    hand_on_contact,
    hand_on_organisation,
)

MERGERS: dict[type[Any], type[Any]] = {Contact: ContactMerger, Organisation: OrganisationMerger}
ON: dict[type[Any], Callable[..., Moved]] = {Contact: hand_on_contact, Organisation: hand_on_organisation}
BACK: dict[type[Any], Callable[..., None]] = {Contact: hand_back_contact, Organisation: hand_back_organisation}


class CannotJoin(Exception):
    """One of them was joined to somebody meanwhile, or both are one already."""


class CannotPart(Exception):
    """Whom it was joined to was joined to somebody else since; that has to be undone first."""


@transaction.atomic
def join(gone: Any, *, into: Any, values: Mapping[str, Any], by: User) -> Any:
    """`gone` lives on in `into`, who is as `values` say; whatever was the one's is the other's. Nobody is told.

    The same again is once. Raises `CannotJoin`.
    """
    model = type(into)
    gone, into = _held(model, gone.pk, into.pk)
    there = MERGERS[model].objects.filter(gone=gone, stays=into, undone_at=None).first()
    if there:
        return there
    if gone.pk == into.pk or gone.merged_into_id or into.merged_into_id:
        raise CannotJoin
    moved = ON[model](gone, into, by=by)
    before, after = unite(gone, into, values)
    return MERGERS[model].objects.create(gone=gone, stays=into, by=by, before=before, after=after, moved=moved)


@transaction.atomic
def part(merger: Any, *, by: User) -> Any:
    """Two again: each has what it had, but for what somebody changed or moved on since. Twice is once; raises `CannotPart`.

    What came since, tickets and mails, stays with the one that stayed.
    """
    model = type(merger.stays)
    gone, stays = _held(model, merger.gone_id, merger.stays_id)
    merger = type(merger).objects.select_for_update().get(pk=merger.pk)
    if merger.undone_at:
        return gone
    if stays.merged_into_id or gone.merged_into_id != stays.pk:
        raise CannotPart
    separate(gone, stays, merger.before, merger.after)
    BACK[model](gone, stays, merger.moved, by=by)
    merger.undone_at = timezone.now()
    merger.save(update_fields=["undone_at"])
    return gone


def _held(model: type[Any], one: int, other: int) -> tuple[Any, Any]:
    """Locked in the same order by everybody, so that two who want both never wait for each other.

    Their keys stay, so whoever just writes for one of them can finish; whoever is about to open a ticket waits.
    """
    held = model.everyone.select_for_update(no_key=True).filter(pk__in=[one, other]).order_by("pk").in_bulk()
    return held[one], held[other]
