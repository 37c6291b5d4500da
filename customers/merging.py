"""Makes one of two who were there twice: what is known of them, where they are reached, how they sign in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from accounts.models import User
from accounts.staffing import shut_out, take_back
from customers.models import Asset, Contact, Organisation
from customers.reaching import UNIQUE, free

#: What can be chosen from either.
FIELDS: Final[Mapping[type[Any], Sequence[str]]] = {
    Contact: ("name", "email", "phone", "organisation_id", "language"),
    Organisation: ("name", "number", "phone", "is_partner", "note"),
}
Kept = dict[str, Any]


def unite(gone: Any, stays: Any, values: Mapping[str, Any]) -> tuple[Kept, Kept]:
    """`stays` is as `values` say, and what leads to `gone` leads there. Both are locked. Returns what was and what became."""
    model, followers = type(stays), list(gone.merged(manager="everyone").values_list("pk", flat=True))
    before: Kept = {"gone": _kept(gone), "stays": _kept(stays), "followers": followers, "off": None}
    if model is Contact:
        before["off"] = _settle_logins(gone, stays, email=values["email"])
    _exchange(gone, stays, values)
    for name in FIELDS[model]:
        if name != UNIQUE[model]:
            setattr(stays, name, values[name])
    gone.merged_into = stays
    if model is Contact:
        gone.organisation_id = None
    for one in (gone, stays):
        one.save()
    model.everyone.filter(pk__in=followers).update(merged_into=stays)
    after: Kept = {"gone": _kept(gone), "stays": _kept(stays)}
    if model is Contact:
        before["assets"], after["assets"] = _unite_assets(gone, stays)
    return before, after


def separate(gone: Any, stays: Any, before: Kept, after: Kept) -> None:
    """As they were before, but for what somebody changed since. Both are locked."""
    model = type(stays)
    _exchange_back(gone, stays, before, after)
    for name in FIELDS[model]:
        if name != UNIQUE[model] and getattr(stays, name) == after["stays"][name]:
            setattr(stays, name, before["stays"][name])
    if model is Contact:
        known = Organisation.objects.filter(pk=before["gone"]["organisation_id"]).exists()
        gone.organisation_id = before["gone"]["organisation_id"] if known else None
        if stays.organisation_id and not Organisation.objects.filter(pk=stays.organisation_id).exists():
            stays.organisation_id = after["stays"]["organisation_id"]
        _part_logins(gone, stays, before, after)
    gone.merged_into = None
    for one in (gone, stays):
        one.save()
    if "assets" in after and _assets(stays) == after["assets"]:
        _choose(stays, before["assets"])
    model.everyone.filter(pk__in=before["followers"], merged_into=stays).update(merged_into=gone)


def _unite_assets(gone: Contact, stays: Contact) -> tuple[Kept, Kept]:
    """Whoever had chosen objects only has no others afterwards; where both had, those of both (BL-10)."""
    before, theirs = _assets(stays), _assets(gone)
    if theirs["only"]:
        own = before["keys"] if before["only"] else []
        _choose(stays, {"only": True, "keys": sorted({*own, *theirs["keys"]})})
    return before, _assets(stays)


def _assets(contact: Contact) -> Kept:
    keys = contact.chosen_assets.order_by("pk").values_list("pk", flat=True)
    return {"only": contact.has_chosen_assets, "keys": list(keys)}


def _choose(contact: Contact, kept: Kept) -> None:
    contact.has_chosen_assets = kept["only"]
    contact.save(update_fields=["has_chosen_assets"])
    contact.chosen_assets.set(Asset.objects.filter(pk__in=kept["keys"]))


def _exchange(gone: Any, stays: Any, values: Mapping[str, Any]) -> None:
    """The address that is not chosen stays with the one that goes: mail from there is still theirs. A number goes along."""
    name = UNIQUE[type(stays)]
    if values[name] == getattr(stays, name):
        return
    kept = getattr(stays, name)
    free(gone)
    setattr(stays, name, values[name])
    stays.save(update_fields=[name])
    setattr(gone, name, kept)


def _exchange_back(gone: Any, stays: Any, before: Kept, after: Kept) -> None:
    """Where both still have what they got from each other; an address that somebody gave away since stays there."""
    name = UNIQUE[type(stays)]
    was = {one: before[one][name] for one in ("gone", "stays")}
    held = {"gone": getattr(gone, name), "stays": getattr(stays, name)}
    if held == was or held != {one: after[one][name] for one in held}:
        return
    free(gone)
    setattr(stays, name, was["stays"])
    stays.save(update_fields=[name])
    setattr(gone, name, was["gone"])


def _settle_logins(gone: Contact, stays: Contact, *, email: str) -> int | None:
    """One account stays: one that can sign in before one that cannot, then that of the address chosen, then theirs who stays.

    The other one is switched off; returns its key, if it was on.
    """
    if gone.user is None:
        return None
    ours, theirs = stays.user, gone.user
    better = ours is None or _worth(theirs, email) > _worth(ours, email)
    if better:
        _give(stays, None)
        _give(gone, ours)
        _give(stays, theirs)
    off = ours if better else theirs
    if off is None or not off.is_active:
        return None
    shut_out(off)
    return off.pk


def _worth(user: User, email: str) -> tuple[bool, bool, bool]:
    return user.is_active, user.has_usable_password(), user.email == email


def _part_logins(gone: Contact, stays: Contact, before: Kept, after: Kept) -> None:
    if (gone.user_id, stays.user_id) != (after["gone"]["user_id"], after["stays"]["user_id"]):
        return
    users = User.objects.in_bulk([pk for pk in (before["gone"]["user_id"], before["stays"]["user_id"]) if pk])
    _give(stays, None)
    _give(gone, users.get(before["gone"]["user_id"]))
    _give(stays, users.get(before["stays"]["user_id"]))
    if before["off"] in users:
        take_back(users[before["off"]])


def _give(contact: Contact, user: User | None) -> None:
    contact.user = user
    contact.save(update_fields=["user"])


def _kept(row: Any) -> Kept:
    names = (*FIELDS[type(row)], "user_id") if isinstance(row, Contact) else FIELDS[type(row)]
    return {name: getattr(row, name) for name in names}
