"""Makes the customers of a crowd, and what they have."""

import unicodedata
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Max, Model

from accounts.choices import Kind
from accounts.models import User
from customers.models import Asset, Contact, Organisation
from helpdesk.demo.reading import PLAIN_LETTERS

AT_ONCE = 5_000
#: So many tickets for one of these.
PER_ORGANISATION, PER_CONTACT, PER_ASSET = 250, 20, 50
#: One contact in so many signs in at the portal.
PER_LOGIN = 50


def organisations_of(raw: Mapping[str, Any], *, amount: int, dice: Random) -> list[Organisation]:
    first = _next(Organisation)
    return Organisation.objects.bulk_create(
        [
            Organisation(
                name=f"{dice.choice(raw['companies'])} {dice.choice(raw['last_names'])} {dice.choice(raw['forms'])}",
                number=f"B-{first + at:05}",
                phone=f"0221 {first + at:06} 0",
                is_partner=at % 40 == 39,
            )
            for at in range(max(3, amount // PER_ORGANISATION))
        ],
        batch_size=AT_ONCE,
    )


def contacts_of(raw: Mapping[str, Any], organisations: Sequence[Organisation], *, amount: int, dice: Random) -> list[Contact]:
    """One in ten belongs to nobody."""
    first, secret = _next(Contact), make_password(None)
    rows = []
    for at in range(max(10, amount // PER_CONTACT)):
        name = name_of(raw, dice)
        email = f"{_plain(name)}.{first + at}@kunde-{at % 997}.example"
        organisation = organisations[at % len(organisations)] if at % 10 else None
        rows.append(Contact(name=name, email=email, phone=f"0221 {first + at:07}", language="de", organisation=organisation))
    with_login = rows[::PER_LOGIN]
    users = User.objects.bulk_create(
        [User(kind=Kind.CUSTOMER, email=each.email, name=each.name, language="de", password=secret) for each in with_login],
        batch_size=AT_ONCE,
    )
    for contact, user in zip(with_login, users, strict=True):
        contact.user = user
    return Contact.objects.bulk_create(rows, batch_size=AT_ONCE)


def assets_of(raw: Mapping[str, Any], contacts: Sequence[Contact], *, amount: int, dice: Random) -> dict[int, list[Asset]]:
    """By organisation, some more at those that are first in line."""
    owners = sorted({each.organisation_id for each in contacts if each.organisation_id})
    rows = Asset.objects.bulk_create(
        [
            Asset(
                name=f"{dice.choice(raw['assets'])} {dice.choice(raw['streets'])} {1 + at % 180}",
                number=f"{at % 97:02}-{at:05}",
                address=f"{dice.choice(raw['streets'])} {1 + at % 180}, {dice.choice(raw['cities'])}",
                organisation_id=owners[at % len(owners)],
            )
            for at in range(max(5, amount // PER_ASSET))
        ],
        batch_size=AT_ONCE,
    )
    owned: dict[int, list[Asset]] = {}
    for row in rows:
        owned.setdefault(row.organisation_id or 0, []).append(row)
    return owned


def name_of(raw: Mapping[str, Any], dice: Random) -> str:
    return f"{dice.choice(raw['first_names'])} {dice.choice(raw['last_names'])}"


def _plain(name: str) -> str:
    words = unicodedata.normalize("NFKD", name.lower().translate(PLAIN_LETTERS))
    return words.encode("ascii", "ignore").decode().replace(" ", ".")


def _next(model: type[Model]) -> int:
    """Numbers go on from here, so that another crowd's are others."""
    return (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
