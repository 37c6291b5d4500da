"""Entries of picklists, as administrators type them (CP-29, BR-15)."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.db.models import Model, QuerySet
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.choices import Level
from tickets.models import Category, DocumentKind, Origin, Priority, Region, Severity, Tag


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """`Meta.model` is the list's own, see `form_of`."""

    class Meta:
        model: type[Model] = Category
        fields = ["name", "is_active"]
        help_texts = {"is_active": _("Off: nobody can choose it any more; tickets that have it keep it.")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if type(self.instance)._default_manager.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This is in the list already."))
        return name


class PriorityForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    #: Not the model's field, which would refuse a second one; the verb relieves the one before.
    takes_over = forms.BooleanField(
        label=_("Taken when none is given"),
        help_text=_("Only one priority can be; it takes over from the one before."),
        required=False,
    )

    class Meta:
        model = Priority
        fields = ["level", "name", "flags_urgent", "is_active"]
        help_texts = {
            "flags_urgent": _("Whoever chooses it, the customer too, sets the flame. It is taken back by hand only."),
            "level": _("Lists are sorted by it, the most urgent first."),
            "name": _("Empty: the word for its urgency, in each reader's language."),
            "is_active": _("Off: nobody can choose it any more; tickets that have it keep it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["takes_over"] = self.instance.is_default
        self.fields["name"].widget.attrs["placeholder"] = Level(self.instance.level).label
        if self.instance.is_default:
            self.fields["takes_over"].disabled = True
            self.fields["takes_over"].help_text = _("To change that, let another priority be taken instead.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("takes_over") and not cleaned.get("is_active") and not self.instance.is_default:
            self.add_error("is_active", _("What is taken when none is given has to be active."))
        named = Priority(level=cleaned.get("level") or Level.NORMAL, name=cleaned.get("name") or "")
        others = Priority.objects.exclude(pk=self.instance.pk)
        if any(str(one).casefold() == str(named).casefold() for one in others):
            self.add_error("name", _("This is in the list already."))
        return cleaned


class TagForm(forms.Form):
    """Not the model's own form, which would refuse the name of another tag outright."""

    name = forms.CharField(label=_("Name"), max_length=40)
    unites = forms.BooleanField(
        label=_("Put it together with the tag of that name"),
        help_text=_("Tickets with either have that one then; this can't be undone."),
        required=False,
    )

    def __init__(self, data: Any = None, *, instance: Tag) -> None:
        super().__init__(data, initial={"name": instance.name})
        self.instance = instance
        self.other: Tag | None = None
        if instance.pk is None:
            del self.fields["unites"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.other = Tag.objects.filter(name__iexact=cleaned.get("name", "")).exclude(pk=self.instance.pk).first()
        if self.other and not cleaned.get("unites"):
            self.add_error("name", _("There is this tag already."))
        return cleaned

    def save(self, commit: bool = True) -> Tag:
        self.instance.name = self.cleaned_data["name"]
        if commit:
            self.instance.save()
        return self.instance


Form: TypeAlias = EntryForm | PriorityForm | TagForm


@dataclass(frozen=True, slots=True)
class Picklist:
    """One list on the page. `field` is what a ticket calls it."""

    key: str
    field: str
    model: type[Model]
    label: str | Promise
    sentence: str | Promise
    icon: str

    @property
    def entries(self) -> "QuerySet[Any]":
        everything = self.model._default_manager.all()
        return everything.order_by(Lower("name")) if self.model is Tag else everything

    @property
    def is_ordered(self) -> bool:
        """By hand; priorities lie by urgency, tags by name."""
        return self.model not in (Priority, Tag)

    def form(self, data: Any, instance: Any) -> Form:
        if self.model is Priority:
            return PriorityForm(data, instance=instance)
        return TagForm(data, instance=instance) if self.model is Tag else form_of(self.model)(data, instance=instance)


def form_of(model: type[Model]) -> type[EntryForm]:
    return forms.modelform_factory(model, form=EntryForm)  # type: ignore[return-value]  # a subclass of `form`


LISTS = {
    one.key: one
    for one in (
        Picklist("priorities", "priority", Priority, _("Priorities"), _("How urgent something is."), "flag"),
        Picklist("categories", "category", Category, _("Categories"), _("What a ticket is about."), "folder"),
        Picklist("severities", "severity", Severity, _("Severities"), _("How much depends on it."), "gauge"),
        Picklist("regions", "region", Region, _("Regions"), _("Country or sector that it concerns."), "globe"),
        Picklist("origins", "origin", Origin, _("Origins"), _("Where it came from, beside the channel."), "door-open"),
        Picklist(
            "documents",
            "messages__attachments__document_kind",
            DocumentKind,
            _("Kinds of document"),
            _("What a file is. Customers can be offered only some of them at their objects."),
            "file-text",
        ),
        Picklist("tags", "tags", Tag, _("Tags"), _("Words that tickets share; new ones come about by typing them."), "tag"),
    )
}
