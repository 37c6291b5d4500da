"""What is done with many tickets at once, and with which."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.forms.choosing import TicketField
from tickets.forms.entries import EntryField, TagsField
from tickets.forms.mass_editing import ManyFieldsForm
from tickets.forms.printing import PdfForm
from tickets.forms.properties import AssignmentForm
from tickets.mass.choices import Binding, MassKind
from tickets.mass.selections import NotUnderstood, Selection, listed, ticked
from tickets.mass.wishes import Wish
from tickets.models import Status, Ticket

#: More than anybody ticks on one page.
MOST_TICKED = 500
LONGEST_ADDRESS = 4_000
#: Besides `MassKind`: it changes nothing, so there is nothing to undo.
PDF = "pdf"
KINDS: Sequence[tuple[str, Any]] = [*MassKind.choices, (PDF, _("Save as PDF"))]


class NumbersField(forms.Field):
    """Boxes that were ticked."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> Any:
        words = [str(word) for word in value or []]
        if len(words) > MOST_TICKED:
            raise ValidationError(_("At most %(most)s tickets can be ticked."), params={"most": MOST_TICKED})
        if not all(word.isascii() and word.isdigit() and len(word) < 19 for word in words):
            raise ValidationError(_("Something was ticked that is not a ticket."))
        return [int(word) for word in words]


class SelectionForm(forms.Form):
    """Ticked rows; or with `all` every ticket that the list of this address shows."""

    tickets = NumbersField(required=False)
    all = forms.BooleanField(required=False, widget=forms.HiddenInput)
    list = forms.CharField(required=False, max_length=LONGEST_ADDRESS, widget=forms.HiddenInput)

    selection: Selection

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_list(self) -> str:
        """As a page writes it, or without what stands before it in a link."""
        said: str = self.cleaned_data["list"]
        return said.removeprefix("?")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        try:
            chosen = listed(said["list"], by=self.user) if said["all"] else ticked(said["tickets"], by=self.user)
        except NotUnderstood:
            raise ValidationError(_("A filter of this list is not understood. Please correct or remove it first.")) from None
        if chosen.is_empty:
            raise ValidationError(_("No ticket is chosen, or none of them is there any more."))
        self.selection = chosen
        return said


class PlainForm(forms.Form):
    """Nothing more to say: watching, deleting."""

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)

    def wish(self) -> Wish:
        return Wish()


class ManyStatusForm(PlainForm):
    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, user=user)
        self.fields["status"] = EntryField(list(Status.objects.filter(is_active=True)), label=_("Status"), required=True)

    def wish(self) -> Wish:
        return Wish(status=self.cleaned_data["status"])


class ManyAssignmentForm(AssignmentForm):
    version = None  # type: ignore[assignment]  # of many tickets

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)

    def wish(self) -> Wish:
        return Wish(**self.chosen())


class ManyTagsForm(PlainForm):
    tags = TagsField(label=_("Tags"), max_length=1000, help_text=_("Between commas."))

    def clean_tags(self) -> list[str]:
        tags: list[str] = self.cleaned_data["tags"]
        if not tags:
            raise ValidationError(_("Please name at least one tag."))
        return tags

    def wish(self) -> Wish:
        return Wish(tags=tuple(self.cleaned_data["tags"]))


class ManyMergeForm(PlainForm):
    """Where several customers asked, each reads everything from then on: whoever merges says that they mean it (0017)."""

    into = TicketField(label=_("Merge into"), help_text=_("Its number, or words out of it; suggestions come while you type."))
    both_may_read = forms.BooleanField(
        required=False,
        label=_("Yes, all these customers may read all of it"),
        help_text=_("Without it, tickets of other customers stay as they are."),
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, user=user)
        field = self.fields["into"]
        field.user, field.but = user, Ticket()  # type: ignore[attr-defined]  # a TicketField

    def wish(self) -> Wish:
        return Wish(into=self.cleaned_data["into"], both_may_read=self.cleaned_data["both_may_read"])


class ManyPdfsForm(PdfForm):
    binding = forms.ChoiceField(label=_("Files"), choices=Binding.choices, initial=Binding.ONE, widget=forms.RadioSelect)


FORMS: Mapping[str, Callable[..., Any]] = {
    MassKind.EDIT: ManyFieldsForm,
    MassKind.TAG: ManyTagsForm,
    MassKind.UNTAG: ManyTagsForm,
    MassKind.ASSIGN: ManyAssignmentForm,
    MassKind.STATUS: ManyStatusForm,
    MassKind.SUBSCRIBE: PlainForm,
    MassKind.UNSUBSCRIBE: PlainForm,
    MassKind.MERGE: ManyMergeForm,
    MassKind.DELETE: PlainForm,
    PDF: ManyPdfsForm,
}
