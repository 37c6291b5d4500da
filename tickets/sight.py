"""What a customer sees: how far, of which types, about which objects. Every door of the portal asks here (C-12, C-13)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet

from accounts.models import User
from customers.choices import Reach
from customers.models import Asset, Contact, ContactMerger, Organisation, OrganisationMerger
from tenants.compiled import Slot
from tenants.divisions.models import Division
from tickets.at_once import AtOnce
from tickets.choices import Documents, Release, Sharing, TypeKind
from tickets.models import TicketAsset, TicketType, TypeRelease
from tickets.offering import fits, with_divisions
from tickets.searching.functions import AmongThese

Kinds = Collection[int] | None
SEEN = (Release.CREATE, Release.SEE)


@dataclass(frozen=True)
class Sight:
    """Of one customer at this moment. A login without a contact sees nothing.

    `released` says by type what they may do, `documents` of which types files are offered at objects: of which kinds, or None
    for all. `divisions` are those whose portal shows tickets; `home` is where a ticket belongs that is about no object.
    `arriving` are contacts and organisations whose tickets are still on their way to these, after a merger (0030).
    """

    contact: int
    organisation: int | None
    reach: Reach
    has_chosen_assets: bool
    types: Sequence[TicketType]
    released: Mapping[int, Release]
    documents: Mapping[int, Kinds]
    divisions: Collection[int]
    home: int
    arriving: tuple[Sequence[int], Sequence[int]] = ((), ())

    @cached_property
    def seen(self) -> list[int]:
        """The types whose tickets are shown (BL-13)."""
        return [type_.pk for type_ in self.types if self.released[type_.pk] in SEEN]

    @cached_property
    def creatable(self) -> list[TicketType]:
        return [type_ for type_ in self.types if type_.is_active and self.released[type_.pk] == Release.CREATE]

    @property
    def has_tickets(self) -> bool:
        """Whether there is a tab for them (BL-15)."""
        return bool(self.contact and self.seen and self.divisions)

    @property
    def assets(self) -> QuerySet[Asset]:
        """Their objects: the chosen ones, or those of their organisation (BL-10)."""
        if self.has_chosen_assets:
            return Asset.objects.filter(chosen_by=self.contact)
        return Asset.objects.filter(organisation=self.organisation) if self.organisation else Asset.objects.none()

    @property
    def not_withheld(self) -> Q:
        """What holds for a ticket whatever shows it: its division has a portal, and nobody took it back (RB-4)."""
        return ~Q(sharing=Sharing.REVOKED) & Q(division__in=self.divisions)

    @property
    def shown(self) -> Q:
        everything = len(self.seen) == len(self.types)
        return self.not_withheld if everything else self.not_withheld & Q(type__in=self.seen)

    def reached(self, tickets: QuerySet[Any]) -> Q:
        """As `tickets` are all there are. Columns have their indexes; a handful of keys goes as a list, many as a set."""
        people, organisations = self.arriving
        mine = Q(requester__in=[self.contact, *people]) if people else Q(requester=self.contact)
        own = self.organisation or 0
        ours = Q(organisation__in=[own, *organisations]) if organisations else Q(organisation=own)
        merged = tickets.filter(mine, deleted_at=None).exclude(merged_into=None).order_by().values("merged_into")
        if self.organisation is not None and self.reach == Reach.ORGANISATION:
            elsewhere = ~Q(ticket__organisation=self.organisation) | Q(ticket__organisation=None)
            return mine | ours | _among(merged.union(self._about_assets(elsewhere), all=True))
        granted = tickets.filter(ours, sharing=Sharing.GRANTED).order_by().values("pk")
        if self.reach == Reach.OWN or (self.organisation is None and not self.has_chosen_assets):
            return mine | _among(merged.union(granted, all=True))
        asked = tickets.filter(mine).order_by().values("pk")
        return Q(pk__in=asked.union(merged, granted, self._about_assets(Q()), all=True))

    def _about_assets(self, which: Q) -> QuerySet[Any, Any]:
        places = TicketAsset.objects.filter(which, asset__in=self.assets.order_by().values("pk"))
        return places.order_by().values("ticket")

    def opens(self, ticket: Any) -> bool:
        """Whether they find a ticket that they asked for themselves; asks the database nothing (letters lead there)."""
        return ticket.division_id in self.divisions and ticket.type_id in self.seen and ticket.sharing != Sharing.REVOKED

    def division_of(self, asset: Asset | None) -> int:
        """Where a ticket belongs that is about it (BL-16)."""
        return (asset.division_id if asset else None) or self.home

    def offers(self, type_: TicketType, division: int) -> bool:
        """Whether they may open such a ticket there (BL-14)."""
        return division in self.divisions and fits(type_, division) and type_ in self.creatable


def _among(keys: QuerySet[Any, Any]) -> Q:
    return Q(AmongThese(F("pk"), ArraySubquery(keys)))


def sight_of(user: User) -> Sight:
    """One query, once for each time that somebody is read: `request.user` keeps it for the request."""
    kept: Sight | None = user.__dict__.get("sight")
    if kept is None:
        kept = user.__dict__["sight"] = sight_by(user.pk)
    return kept


def sight_by(user: int) -> Sight:
    rows = SIGHT(user=user)
    contact, organisation = (next(iter(rows[key]), None) for key in ("contact", "organisation"))
    chooses = bool(organisation and organisation.chooses_types)
    by_type = {row.type_id: row for row in rows["releases"]} if chooses else {}
    types = rows["types"]
    return Sight(
        contact=contact.pk if contact else 0,
        organisation=organisation.pk if organisation else None,
        reach=Reach(organisation.reach) if organisation else Reach.OBJECTS,
        has_chosen_assets=bool(contact and contact.has_chosen_assets),
        types=types,
        released=_chosen(types, by_type) if chooses else usual_releases(types),
        documents=_documents(by_type) if chooses else _usual_documents(types),
        divisions=[division.pk for division in rows["divisions"] if division.has_portal and division.has_tickets],
        home=next(division.pk for division in rows["divisions"] if division.is_default),
        arriving=([row.pk for row in rows["people"]], [row.pk for row in rows["organisations"]]),
    )


def usual_releases(types: Sequence[TicketType]) -> dict[int, Release]:
    """Where nothing was chosen for an organisation: what each type says of all customers.

    If customers could create nothing, they create what is taken when nothing is given (C-03).
    """
    found = {type_.pk: usual_release(type_) for type_ in types}
    if not any(type_.is_active and found[type_.pk] == Release.CREATE for type_ in types):
        found |= {type_.pk: Release.CREATE for type_ in types if type_.is_default and found[type_.pk] == Release.SEE}
    return found


def usual_release(type_: TicketType) -> Release:
    if not type_.is_shown_to_customers:
        return Release.NOTHING
    if type_.kind == TypeKind.DOCUMENT:
        return Release.DOCUMENTS
    return Release.CREATE if type_.is_open_to_customers else Release.SEE


def _chosen(types: Sequence[TicketType], by_type: Mapping[int, TypeRelease]) -> dict[int, Release]:
    """Documents are never created by customers, whatever was chosen before the type became one (BL-24)."""
    found = {type_.pk: Release(by_type[type_.pk].release) if type_.pk in by_type else Release.NOTHING for type_ in types}
    documents = {type_.pk for type_ in types if type_.kind == TypeKind.DOCUMENT and found[type_.pk] in SEEN}
    return found | dict.fromkeys(documents, Release.DOCUMENTS)


def _documents(by_type: Mapping[int, Any]) -> dict[int, Kinds]:
    return {
        type_: None if row.documents == Documents.ALL else row.kinds
        for type_, row in by_type.items()
        if row.documents != Documents.NONE
    }


def _usual_documents(types: Sequence[TicketType]) -> dict[int, Kinds]:
    return {type_.pk: None for type_ in types if usual_release(type_) == Release.DOCUMENTS}


def _sets() -> dict[str, QuerySet[Any]]:
    mine = Contact.objects.filter(user=Slot("user"))
    whose = mine.order_by().values("organisation")
    kinds = TypeRelease.document_kinds.through.objects.filter(typerelease=OuterRef("pk"))
    people = ContactMerger.objects.filter(stays__in=mine.order_by().values("pk"), is_under_way=True, undone_at=None)
    organisations = OrganisationMerger.objects.filter(stays__in=whose, is_under_way=True, undone_at=None)
    return {
        "contact": mine,
        "organisation": Organisation.objects.filter(pk__in=whose),
        "releases": TypeRelease.objects.filter(organisation__in=whose).annotate(
            kinds=ArraySubquery(kinds.order_by().values("documentkind"))
        ),
        "types": with_divisions(TicketType.objects.all()),
        "divisions": Division.objects.order_by("pk"),
        "people": Contact.everyone.filter(pk__in=people.order_by().values("gone")),
        "organisations": Organisation.everyone.filter(pk__in=organisations.order_by().values("gone")),
    }


SIGHT = AtOnce(_sets)
