"""Factories: plain functions through the front door."""

from dataclasses import fields
from typing import Any

from django.db import connection

from accounts.models import Role, User
from customers.models import Contact
from customers.welcoming import welcome
from tenants import provisioning
from tenants.backend.base import role_of
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
    user = User(kind="staff", email=email, name=name, language=language)
    user.set_password("correct horse battery")
    user.save()
    user.roles.add(Role.objects.get(key=role))
    return user


def make_contact(email: str, *, name: str, language: str = "en", **more: Any) -> Contact:
    return welcome(email, name=name, language=language, **more)


def make_customer(email: str, *, name: str, language: str = "en", **more: Any) -> Contact:
    contact = make_contact(email, name=name, language=language, **more)
    contact.user = User(kind="customer", email=email, name=name, language=language)
    contact.user.set_password("correct horse battery")
    contact.user.save()
    contact.save()
    return contact


def make_ticket(requester: Contact, *, subject: str = "Printer on fire", body: str = "It burns.", **more: Any) -> Ticket:
    """As if the customer had written it in the portal."""
    filing = Filing(**{field.name: more.pop(field.name) for field in fields(Filing) if field.name in more})
    source = more.pop("source", Source.PORTAL)
    return open_ticket(requester=requester, subject=subject, html=f"<p>{body}</p>", source=source, filing=filing, **more)


def make_rule(name: str, *deeds: tuple[str, dict[str, Any]], when: str = "opened", query: str = "", **more: Any) -> Rule:
    """Switched on; each deed is its kind and what it chooses."""
    rule = found(name=name, happening=Happening(when), query=query, **more)
    for kind, chosen in deeds:
        add_deed(rule, kind=DeedKind(kind), chosen=chosen)
    return switch(rule, is_on=True)
