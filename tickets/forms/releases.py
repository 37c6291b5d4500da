"""What an organisation may do with each type of ticket: a line a type (BL-12, BL-25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.choices import Reach
from customers.models import Organisation
from tickets.actions.releasing import Terms
from tickets.choices import Documents, Release, TypeKind
from tickets.forms.entries import EntriesField
from tickets.models import DocumentKind, TicketType, TypeRelease
from tickets.sight import usual_releases

ALL, CHOSEN = "all", "chosen"
WHICH = [
    (ALL, _("All types that are shown in the portal, also those that are added later")),
    (CHOSEN, _("Chosen types of tickets")),
]


@dataclass(frozen=True, slots=True)
class Line:
    """A type, with its controls; `usual` is what it is for everybody for whom nothing is chosen."""

    type: TicketType
    usual: Release
    release: forms.BoundField
    documents: forms.BoundField
    kinds: forms.BoundField | None


class ReleasesForm(forms.Form):
    """Posted as `3-release=create`, `3-documents=chosen`, `3-kinds=1`. It begins with what holds now."""

    reach = forms.ChoiceField(label=_("Which tickets do they see?"), choices=Reach, widget=forms.RadioSelect)
    which = forms.ChoiceField(label=_("Which types are released?"), choices=WHICH, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data)
        self.types = list(TicketType.objects.prefetch_related("divisions"))
        self.usual = usual_releases(self.types)
        held = {row.type_id: row for row in organisation.type_releases.prefetch_related("document_kinds")}
        shown = {kind.pk for row in held.values() for kind in row.document_kinds.all()}
        self.kinds = [kind for kind in DocumentKind.objects.all() if kind.is_active or kind.pk in shown]
        self.initial = {"reach": organisation.reach, "which": CHOSEN if organisation.chooses_types else ALL}
        for type_ in self.types:
            row = held.get(type_.pk)
            self._ask(type_, row if organisation.chooses_types or row else self._as_usual(type_))

    @property
    def lines(self) -> list[Line]:
        return [self._line(type_) for type_ in self.types]

    @property
    def chosen(self) -> Mapping[TicketType, Terms] | None:
        """As the verb takes it."""
        if self.cleaned_data["which"] == ALL:
            return None
        return {type_: self._terms(type_) for type_ in self.types}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("which") != CHOSEN:
            return said
        for type_ in self.types:
            if said.get(f"{type_.pk}-documents") == Documents.CHOSEN and not said.get(f"{type_.pk}-kinds"):
                self.add_error(f"{type_.pk}-kinds", _("Please choose at least one kind of document."))
        return said

    def _ask(self, type_: TicketType, row: TypeRelease | None) -> None:
        """Documents are put there by staff only, so customers can never create them (BL-24)."""
        offered = [Release.DOCUMENTS, Release.NOTHING] if type_.kind == TypeKind.DOCUMENT else list(Release)
        release = Release(row.release) if row else Release.NOTHING
        release = release if release in offered else Release.DOCUMENTS
        documents = [one for one in Documents if one != Documents.CHOSEN or self.kinds]
        self.fields[f"{type_.pk}-release"] = _choice(_("%(type)s: customers may"), type_, offered, release)
        now = row.documents if row else Documents.NONE
        self.fields[f"{type_.pk}-documents"] = _choice(_("%(type)s: documents at the object"), type_, documents, now)
        if self.kinds:
            chosen = [str(kind.pk) for kind in row.document_kinds.all()] if row and row.pk else []
            label = _("%(type)s: kinds of document") % {"type": type_}
            self.fields[f"{type_.pk}-kinds"] = EntriesField(self.kinds, label=label, required=False, initial=chosen)

    def _as_usual(self, type_: TicketType) -> TypeRelease:
        release = self.usual[type_.pk]
        documents = Documents.ALL if release == Release.DOCUMENTS else Documents.NONE
        return TypeRelease(type=type_, release=release, documents=documents)

    def _line(self, type_: TicketType) -> Line:
        key = f"{type_.pk}-kinds"
        kinds = self[key] if key in self.fields else None
        return Line(type_, self.usual[type_.pk], self[f"{type_.pk}-release"], self[f"{type_.pk}-documents"], kinds)

    def _terms(self, type_: TicketType) -> Terms:
        """Whoever sees documents only sees some."""
        said = self.cleaned_data
        release, documents = Release(said[f"{type_.pk}-release"]), Documents(said[f"{type_.pk}-documents"])
        if release == Release.DOCUMENTS and documents == Documents.NONE:
            documents = Documents.ALL
        return Terms(release, documents, said.get(f"{type_.pk}-kinds") or ())


def _choice(label: Any, type_: TicketType, offered: list[Any], now: str) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "control", "aria-label": label % {"type": type_}})
    return forms.ChoiceField(choices=[(one.value, one.label) for one in offered], initial=now, widget=widget)
