"""What customers type, checked."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.models import Asset
from tickets.actions.opening import Filing
from tickets.choices import Access
from tickets.fields import fields_of
from tickets.forms.filling import Offers, input_for, values_of
from tickets.forms.talking import message_id_of
from tickets.forms.uploads import UploadsField
from tickets.forms.writing import LONGEST
from tickets.mail.clean import html_to_text, text_to_html
from tickets.models import Attachment, Message, TicketType
from tickets.picklists import offered
from tickets.sight import Sight

TOKEN = forms.HiddenInput(attrs={"autocomplete": "off"})
#: As soon as an object is ticked, the types that fit it are offered (BL-16); without script a button of a type does that.
ASKS_AGAIN = {"hx-post": "", "hx-trigger": "change", "hx-target": "#type-choice", "hx-swap": "outerHTML"}
NOT_FOR_IT = _("“%(type)s” is not offered for this object. Please choose another kind of request, or another object.")
NEEDS_OBJECT = _("“%(type)s” is offered for some of your objects only. Please choose the object it is about.")


class SpokenForm(forms.Form):
    """Words and files. Sending the same words from the same page twice is once: `token` names the page."""

    body = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 7}))
    attachments = UploadsField(label=_("Photos and files"))
    token = forms.UUIDField(widget=TOKEN, required=False, initial=uuid4)

    def said(self) -> dict[str, Any]:
        """As the verbs take it."""
        return {
            "html": text_to_html(self.cleaned_data["body"]),
            "attachments": self.cleaned_data["attachments"],
            "message_id": self.message_id,
        }

    @property
    def message_id(self) -> str:
        return message_id_of(self.cleaned_data["token"], words=self._words())

    def _words(self) -> str:
        return str(self.cleaned_data["body"])


class AnswerForm(SpokenForm):
    """On a ticket that exists; a photo alone is an answer too (RB-17)."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not said.get("body") and not said.get("attachments"):
            self.add_error("body", _("Please write something or attach a file."))
        return said


class CorrectionForm(SpokenForm):
    """What a customer wrote a moment ago, as they change it (BL-18). `seen` counts the versions there were on the page."""

    removed = forms.ModelMultipleChoiceField(
        Attachment.objects.none(), required=False, label=_("Files to remove"), widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message, self.enclosed = message, list(message.attachments.all())
        self.fields["body"].label = _("Your message")
        self.fields["attachments"].label = _("Add files")
        self.initial.update(body=html_to_text(message.html), seen=message.versions.count())
        if self.enclosed:
            self.fields["removed"].queryset = message.attachments.all()  # type: ignore[attr-defined]  # a model's choice
        else:
            del self.fields["removed"]

    @property
    def removed_ones(self) -> list[Attachment]:
        return list(self.cleaned_data.get("removed", ()))

    @property
    def changes_anything(self) -> bool:
        said = self.cleaned_data
        same = said["body"].split() == html_to_text(self.message.html).split()
        return not same or bool(self.removed_ones or said["attachments"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kept = len(self.enclosed) - len(said.get("removed") or ())
        if not self.errors and not said.get("body") and not said.get("attachments") and not kept:
            self.add_error("body", _("Please write something or attach a file."))
        return said


class NewTicketForm(SpokenForm):
    """Only the subject is needed (RB-6, T24-47), and what the type asks of customers (C-09).

    Objects and lists are offered where there is something to choose (T24-18). A ticket that begins on the page of an object
    is `about` it, also where its type asks customers for none (RB-5).
    """

    subject = forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True}),
        error_messages={"required": _("Please tell us in a few words what it is about.")},
    )

    def __init__(self, *args: Any, sight: Sight, type_: TicketType, about: Asset | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sight, self.type, self.about = sight, type_, about
        self.fields["body"].label = _("Describe it")
        rules = fields_of(type_)
        self.has_assets = any(rule.key == "assets" and rule.staff != Access.HIDDEN for rule in rules)
        self.rules = [rule for rule in rules if rule.customers_may_set]
        offers = Offers(lists=offered(), assets=list(sight.assets))
        for rule in self.rules:
            if made := input_for(rule, offers=offers, access=rule.portal):
                self.fields[rule.key] = made
        if "assets" in self.fields and len(sight.divisions) > 1:
            self.fields["assets"].widget.attrs |= ASKS_AGAIN | {"hx-vals": f'{{"other_type": "{type_.pk}"}}'}

    def clean(self) -> dict[str, Any]:
        """Objects lead: what they are about says whose division it is, and so which types there are (BL-16)."""
        said = super().clean() or self.cleaned_data
        assets = self._chosen_assets()
        if "assets" not in self.errors and not self.sight.offers(self.type, self.sight.division_of(next(iter(assets), None))):
            words = NOT_FOR_IT if assets else NEEDS_OBJECT
            self.add_error("assets" if "assets" in self.fields else None, words % {"type": self.type})
        return said

    def _chosen_assets(self) -> list[Asset]:
        return self.cleaned_data.get("assets") or ([self.linked] if self.linked else [])

    def asked(self) -> list[forms.BoundField]:
        """What this type asks of customers, besides what it is about."""
        return [self[rule.key] for rule in self.rules if rule.key in self.fields and rule.key != "assets"]

    @property
    def linked(self) -> Asset | None:
        """What the ticket will be about by itself; where customers choose objects, it is ticked instead."""
        return self.about if self.has_assets and "assets" not in self.fields else None

    def _words(self) -> str:
        return f"{self.cleaned_data['subject']}\n{super()._words()}"

    def said(self) -> dict[str, Any]:
        values = values_of(self.cleaned_data, [rule.key for rule in self.rules])
        values.pop("assets", None)
        named = {name: values.pop(name, None) for name in ("priority", "category")}
        filing = Filing(type=self.type, assets=self._chosen_assets(), values=values, **named)
        return {**super().said(), "subject": self.cleaned_data["subject"], "filing": filing}
