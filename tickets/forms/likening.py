"""What is known so far of a ticket that somebody writes down."""

from django import forms

from customers.models import Asset
from customers.reaching import reached_at
from customers.suggesting import ReferenceField
from tickets.access import LARGEST_NUMBER
from tickets.searching.likening import About

#: Fewer letters say nothing.
ENOUGH = 10


class DraftForm(forms.Form):
    """Fields of the form for a new ticket as they are, or keys of a requester and an object.

    What is not understood, or not yet, is left out.
    """

    subject = forms.CharField(required=False)
    email = forms.EmailField(required=False)
    requester = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_NUMBER)
    assets = ReferenceField(Asset, required=False)
    asset = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_NUMBER)

    def about(self) -> About | None:
        """Nothing while there is too little to compare; three queries at most."""
        self.full_clean()
        said = self.cleaned_data
        subject = said.get("subject", "")
        if len(subject) < ENOUGH:
            return None
        chosen = said.get("assets")
        asset = chosen.pk if chosen else said.get("asset")
        return About(subject, requester=self._requester(), assets=[asset] if asset else [])

    def _requester(self) -> int | None:
        if key := self.cleaned_data.get("requester"):
            return int(key)
        email = self.cleaned_data.get("email")
        contact = reached_at(email) if email else None
        return contact.pk if contact else None
