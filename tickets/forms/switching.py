"""A form for a new ticket that changes its type."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from tickets.models import TicketType
from tickets.offering import usual

Made = TypeVar("Made", bound=forms.Form)
#: What makes the form, with what was typed or with what it begins with.
Make = Callable[..., Made]


def typed_form(request: HttpRequest, types: list[TicketType], make: Make[Made], **given: Any) -> Made:
    """As `type` names it; `other_type` is the button of another one: its fields appear, and keep what was typed (not files).

    A type that nobody offered is no answer: the form is shown with the usual one, and says so.
    """
    sent, by_key = request.POST, {str(type_.pk): type_ for type_ in types}
    wanted = sent.get("other_type") or sent.get("type") or request.GET.get("type", "")
    type_ = by_key.get(wanted) or usual(types)
    if request.method != "POST":
        return make(type_=type_, initial=given)
    if sent.get("other_type"):
        return _carried_over(make(type_=type_), sent)
    form = make(sent, request.FILES, type_=type_)
    if wanted and wanted not in by_key:
        form.add_error(None, _("This type is not offered any more. Please look through the form once more."))
    return form


def is_switched(request: HttpRequest) -> bool:
    """Script asks for what changes with the type, and leaves the files where they are."""
    return bool(request.POST.get("other_type") and request.headers.get("HX-Request"))


def _carried_over(form: Made, sent: MultiValueDict[str, str]) -> Made:
    """Fields of the same name begin with what was typed; nothing is checked yet."""
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(sent, MultiValueDict(), name):
            form.initial[name] = field.widget.value_from_datadict(sent, MultiValueDict(), name)
    return form
