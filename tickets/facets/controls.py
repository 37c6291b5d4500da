"""Controls of filters that choose among the desk's and the customers' records."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from customers.kinds import Kind
from customers.suggesting import CHOSEN, SuggestionsInput
from tickets.models import Tag
from ui.facet_fields import NONE, Choice, KeysField, SeveralField

#: Whoever reads the list: the same address shows everybody their own.
ME = "me"


def numbers(asked: Sequence[str]) -> list[int]:
    """Those that can be keys."""
    return [int(word) for word in asked if word.isascii() and word.isdigit() and len(word) < 15]


def choices(rows: Sequence[Model]) -> list[Choice]:
    return [(str(row.pk), str(row)) for row in rows]


def entries(known: Sequence[Model], model: type[Model], asked: Sequence[str], *, without: str | Promise = "") -> SeveralField:
    """What is known to be active, and what the address asks for although it is not any more."""
    there = {row.pk for row in known}
    gone = [pk for pk in numbers(asked) if pk not in there]
    return SeveralField(choices([*known, *(model._default_manager.filter(pk__in=gone) if gone else [])]), without=without)


def people(asked: Sequence[str], *, without: str | Promise = "") -> SeveralField:
    """The reader, who works on tickets, and who did."""
    rows = list(User.objects.assignable())
    known = {user.pk for user in rows}
    gone = [pk for pk in numbers(asked) if pk not in known]
    rows += list(User.objects.staff().filter(pk__in=gone)) if gone else []
    return SeveralField([(ME, _("Me")), *choices(rows)], without=without)


def trusted_people(asked: Sequence[str]) -> KeysField:
    return KeysField(ME)


def people_meant(keys: Sequence[str], reader: User) -> list[int]:
    """Their keys; whoever is not one of them, but nobody, is left out."""
    return [reader.pk if key == ME else int(key) for key in keys if key != NONE]


class RecordField(forms.CharField):
    """One record: by its key in the address, by its name where somebody types; also one that is not offered any more.

    `none` is how an address says that there is none.
    """

    widget = SuggestionsInput

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        super().__init__(max_length=220)
        self.widget.kind = kind

    def prepare_value(self, value: Any) -> str:
        """A key of the address reads as its record."""
        found = self._by_key(str(value or ""))
        return f"{found} #{found.pk}" if found else str(value or "")

    def clean(self, value: Any) -> Model | str | None:
        words = super().clean(value)
        if not words:
            return None
        if words == NONE:
            return NONE
        found = self._by_key(words)
        if found:
            return found
        called: list[Model] = list(self.kind.all().filter(self.kind.called(words))[:2])
        if len(called) == 1:
            return called[0]
        raise ValidationError(
            _("Several are called this; please choose one of the list.")
            if called
            else _("Nothing here is called this; please choose one of the list.")
        )

    def _by_key(self, words: str) -> Model | None:
        chosen = CHOSEN.match(words)
        keys = numbers([chosen["pk"] if chosen else words])
        found: Model | None = self.kind.all().filter(pk=keys[0]).first() if keys else None
        return found

    def words(self, value: Model | str) -> str:
        return _("None") if value == NONE else str(value)


class TrustedRecordField(RecordField):
    """Takes a key at its word."""

    def _by_key(self, words: str) -> Model | None:
        return self.kind.model(pk=numbers([words])[0]) if numbers([words]) else None


class TagsField(forms.CharField):
    """Words between commas, all of which a ticket bears."""

    most = 10

    def __init__(self) -> None:
        super().__init__(max_length=400)

    def clean(self, value: Any) -> Sequence[Tag]:
        names = {name.strip().lower() for name in super().clean(value).split(",") if name.strip()}
        if len(names) > self.most:
            raise ValidationError(_("Please ask for at most %(most)s tags."), params={"most": self.most})
        found = list(Tag.objects.annotate(word=Lower("name")).filter(word__in=names)) if names else []
        missing = names - {tag.name.lower() for tag in found}
        if missing:
            raise ValidationError(_("There is no tag “%(name)s”."), params={"name": min(missing)})
        return found

    def words(self, value: Sequence[Tag]) -> str:
        return ", ".join(tag.name for tag in value)


class TrustedTagsField(TagsField):
    """Takes names at their word; what comes out has no key."""

    def clean(self, value: Any) -> Sequence[Tag]:
        names = {name.strip() for name in forms.CharField.clean(self, value).split(",") if name.strip()}
        return [Tag(name=name) for name in sorted(names)[: self.most]]
