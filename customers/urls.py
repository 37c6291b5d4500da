"""Addresses of this room."""

from typing import Any

from django.urls import URLPattern, path

from customers.kinds import KINDS
from customers.models import Contact, Organisation
from customers.views import (
    allotments,
    assets,
    contacts,
    duplicates,
    invitations,
    organisations,
    portal_customers,
    records,
    suggestions,
)


def doors_of(noun: records.Noun) -> list[URLPattern]:
    return [
        path(f"{noun.many}/", records.index, {"noun": noun}, name=noun.many),
        path(f"{noun.many}/new/", records.new, {"noun": noun}, name=noun.to_new),
        path(f"{noun.many}/<int:pk>/", records.show, {"noun": noun}, name=noun.one),
        path(f"{noun.many}/<int:pk>/edit/", records.edit, {"noun": noun}, name=noun.to_edit),
    ]


def doubles_of(model: type[Any]) -> list[URLPattern]:
    noun, at = str(model._meta.model_name), {"model": model}
    return [
        path(f"{noun}s/duplicates/", duplicates.index, at, name=f"{noun}_duplicates"),
        path(f"{noun}s/duplicates/apart/", duplicates.apart, at, name=f"{noun}_apart"),
        path(f"{noun}s/duplicates/apart/new/", duplicates.part, at, name=f"{noun}_apart_new"),
        path(f"{noun}s/duplicates/apart/removal/", duplicates.doubt, at, name=f"{noun}_doubt"),
    ]


urlpatterns = [
    path("settings/portal/", portal_customers.index, name="portal_customers"),
    path("contacts/new/", contacts.new, name="contact_new"),
    path("contacts/suggestions/", contacts.suggest, name="contact_suggestions"),
    path("contacts/<int:pk>/", contacts.show, name="contact"),
    path("contacts/<int:pk>/edit/", contacts.edit, name="contact_edit"),
    path("contacts/<int:pk>/invitation/", invitations.create, name="contact_invitation"),
    path("contacts/<int:pk>/objects/", allotments.index, name="contact_assets"),
    path("contacts/<int:pk>/objects/removal/", allotments.remove, name="contact_assets_removal"),
    path("contacts/<int:pk>/objects/all/", allotments.release, name="contact_assets_all"),
    *doubles_of(Contact),
    *doubles_of(Organisation),
    path("organisations/new/", organisations.new, name="organisation_new"),
    path("organisations/<int:pk>/", organisations.show, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.edit, name="organisation_edit"),
    path("assets/new/", assets.new, name="asset_new"),
    path("assets/<int:pk>/", assets.show, name="asset"),
    path("assets/<int:pk>/edit/", assets.edit, name="asset_edit"),
    *[path(f"suggestions/{kind.key}/", suggestions.index, {"kind": kind}, name=f"suggestions_{kind.key}") for kind in KINDS],
    *[door for noun in records.NOUNS for door in doors_of(noun)],
]
