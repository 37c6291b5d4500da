"""Factories: plain functions through the front door."""

from dataclasses import fields
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import CharField

from accounts.models import Role, User
from customers.models import Contact
from customers.welcoming import welcome
from tenants import provisioning
from tenants.backend.base import role_of
from tenants.compiled import Compiled, CompiledInsert, Slot
from tenants.models import Tenant
from tickets.actions.deciding import add_deed
from tickets.actions.governing import found, switch
from tickets.actions.opening import Filing, open_ticket
from tickets.choices import Source
from tickets.models import Rule, Ticket
from tickets.rules.choices import DeedKind, Happening


def make_workspace(slug: str, *, name: str) -> Tenant:
    tenant = provisioning.reserve(slug=slug, name=name)
    provisioning.prepare(tenant)
    provisioning.open_doors(tenant)
    return Tenant.objects.get(pk=tenant.pk)


def remove_workspace(tenant: Tenant) -> None:
    """Leaves nothing of it, so that the database is as before."""
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{role_of(tenant.schema_name)}"')
        cursor.execute(f'DROP SCHEMA "{tenant.schema_name}" CASCADE')
        cursor.execute("RESET ROLE")
        cursor.execute(f'DROP ROLE "{role_of(tenant.schema_name)}"')
    Tenant.objects.filter(pk=tenant.pk).delete()


def make_staff(email: str, *, name: str, role: str = "agent", language: str = "en") -> User:
    user = USER(User(kind="staff", email=email.lower(), name=name, language=language, password=_password()))
    [(key,)] = ROLE(key=role)
    HAS_ROLE(User.roles.through(user_id=user.pk, role_id=key))
    return user


def make_contact(email: str, *, name: str, language: str = "en", **more: Any) -> Contact:
    return welcome(email, name=name, language=language, **more)


def make_customer(email: str, *, name: str, language: str = "en", **more: Any) -> Contact:
    contact = make_contact(email, name=name, language=language, **more)
    contact.user = USER(User(kind="customer", email=email.lower(), name=name, language=language, password=_password()))
    contact.save(update_fields=["user"])
    return contact


def make_ada() -> User:
    """An agent."""
    return make_staff("ada@acme.example", name="Ada Lovelace")


def make_carla() -> Contact:
    """A customer who signs in at the portal."""
    return make_customer("carla@kunde.example", name="Carla Sommer")


def make_sam() -> Contact:
    """A customer of somebody else's."""
    return make_customer("sam@fremd.example", name="Sam Fremd")


def make_kai() -> Contact:
    """A contact without access to the portal."""
    return make_contact("kai@kunde.example", name="Kai Winter")


#: Most tests begin with people: each is written down by a statement that PostgreSQL has planned.
USER, HAS_ROLE = CompiledInsert(User), CompiledInsert(User.roles.through)
ROLE = Compiled(lambda: Role.objects.filter(key=Slot("key", CharField())).values_list("pk"))


@cache
def _password() -> str:
    return make_password("correct horse battery")


def make_ticket(
    requester: Contact, *, subject: str = "Printer on fire", body: str = "It burns.", acknowledge: bool = False, **more: Any
) -> Ticket:
    """As if the customer had written it in the portal; "we have it" reaches them only where a test wants that: it costs half."""
    filing = Filing(**{field.name: more.pop(field.name) for field in fields(Filing) if field.name in more})
    source = more.pop("source", Source.PORTAL)
    words = {"subject": subject, "html": f"<p>{body}</p>"}
    return open_ticket(requester=requester, source=source, filing=filing, acknowledge=acknowledge, **words, **more)


def make_rule(name: str, *deeds: tuple[str, dict[str, Any]], when: str = "opened", query: str = "", **more: Any) -> Rule:
    """Switched on; each deed is its kind and what it chooses."""
    rule = found(name=name, happening=Happening(when), query=query, **more)
    for kind, chosen in deeds:
        add_deed(rule, kind=DeedKind(kind), chosen=chosen)
    return switch(rule, is_on=True)
