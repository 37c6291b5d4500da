"""Joins two contacts or two organisations who are one and the same, and parts them again (CP-12)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from customers.merging import separate, unite
from customers.models import Contact, ContactMerger, Organisation, OrganisationMerger
from tickets.actions.carrying import begin
from tickets.actions.handing_on import count_of

MERGERS: dict[type[Any], type[Any]] = {Contact: ContactMerger, Organisation: OrganisationMerger}


class CannotJoin(Exception):
    """One of them was joined to somebody meanwhile, or both are one already."""


class CannotPart(Exception):
    """Whom it was joined to was joined to somebody else since; that has to be undone first."""


class StillUnderWay(Exception):
    """What one of them has is still being handed on."""


@transaction.atomic
def join(gone: Any, *, into: Any, values: Mapping[str, Any], by: User) -> Any:
    """`gone` lives on in `into`, who is as `values` say; whatever was the one's is the other's. Nobody is told.

    They are one at once. Where they have much, it follows later: somebody has to be woken for a merger that is under way.
    The same again is once. Raises `CannotJoin` and `StillUnderWay`.
    """
    model = type(into)
    gone, into = _held(model, gone.pk, into.pk)
    there = MERGERS[model].objects.filter(gone=gone, stays=into, undone_at=None).first()
    if there:
        return there
    if gone.pk == into.pk or gone.merged_into_id or into.merged_into_id:
        raise CannotJoin
    if _under_way(model, gone, into).exists():
        raise StillUnderWay
    before, after = unite(gone, into, values)
    merger = MERGERS[model].objects.create(
        gone=gone, stays=into, by=by, before=before, after=after, is_under_way=True, total=count_of(gone)
    )
    return begin(merger)


@transaction.atomic
def part(merger: Any, *, by: User) -> Any:
    """Two again: each has what it had, but for what somebody changed or moved on since. Twice is once; raises `CannotPart`.

    What came since, tickets and mails, stays with the one that stayed. Returns the merger, which may be under way, as above.
    """
    model = type(merger.stays)
    gone, stays = _held(model, merger.gone_id, merger.stays_id)
    merger = type(merger).objects.select_for_update().get(pk=merger.pk)
    if merger.undone_at:
        return merger
    if stays.merged_into_id or gone.merged_into_id != stays.pk:
        raise CannotPart
    if _under_way(model, gone, stays).exclude(pk=merger.pk).exists():
        raise StillUnderWay
    separate(gone, stays, merger.before, merger.after)
    merger.undone_at, merger.undone_by = timezone.now(), by
    merger.total, merger.done = merger.done, 0
    merger.is_under_way, merger.attempts, merger.woken_at = True, 0, timezone.now()
    merger.save()
    return begin(merger)


def _under_way(model: type[Any], *pair: Any) -> Any:
    keys = [row.pk for row in pair]
    return MERGERS[model].objects.filter(Q(gone__in=keys) | Q(stays__in=keys), is_under_way=True)


def _held(model: type[Any], one: int, other: int) -> tuple[Any, Any]:
    """Locked in the same order by everybody, so that two who want both never wait for each other.

    Their keys stay, so whoever just writes for one of them can finish; whoever is about to open a ticket waits.
    """
    held = model.everyone.select_for_update(no_key=True).filter(pk__in=[one, other]).order_by("pk").in_bulk()
    return held[one], held[other]
