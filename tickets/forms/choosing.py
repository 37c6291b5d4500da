"""A field that names another ticket."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from tickets.models import Ticket
from tickets.searching.meaning import meaning_of
from tickets.searching.ranking import best
from ui.controls import SUGGESTING

#: As a suggestion reads, and as people write a number: “#17 Lift is stuck”, “17”, “# 17”.
NUMBERED = re.compile(r"^(?:#\s*(\d{1,18})\b.*|(\d{1,18}))$")


class TicketInput(forms.TextInput):
    """Suggests while one types; without script a number is typed."""

    template_name = SUGGESTING

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        options = f"{(attrs or {}).get('id', name)}-suggestions"
        asking = {
            "list": options,
            "autocomplete": "off",
            "hx-get": reverse("ticket_suggestions"),
            "hx-trigger": "focus once, input changed delay:150ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        return super().get_context(name, value, {**asking, **(attrs or {})})


class TicketField(forms.CharField):
    """Another ticket than `but`, by its number or by words that only one has; as `user` may see it."""

    widget = TicketInput
    user: User
    but: Ticket

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 220, **kwargs})

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        found = list(self._meant(words)[:2])
        if len(found) > 1:
            raise ValidationError(_("Several tickets are found; please give the number."))
        if not found:
            raise ValidationError(_("No such ticket; please give the number of one that is there."))
        if found[0] == self.but:
            raise ValidationError(_("This is the very same ticket."))
        return found[0]

    def _meant(self, words: str) -> Any:
        tickets = Ticket.objects.visible_to(self.user).for_list()
        number = NUMBERED.match(words.strip())
        if number:
            return tickets.numbered(int(number[1] or number[2]))
        found = best(tickets.exclude(pk=self.but.pk), meaning_of(words), user=self.user, most=2)
        return tickets.filter(pk__in=found.keys)


class OtherTicketForm(forms.Form):
    """The base of forms that name another ticket, in a field called `other`."""

    other = TicketField()

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket = ticket
        field = self.fields["other"]
        field.user, field.but = user, ticket  # type: ignore[attr-defined]  # a TicketField
