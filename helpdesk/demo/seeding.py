"""Makes the two demo workspaces and their operator."""

from random import Random

from django.db import transaction
from django.utils import timezone

from helpdesk.demo.detailing import detail
from helpdesk.demo.furnishing import PASSWORD, furnish
from helpdesk.demo.ledger import keep_ledger
from helpdesk.demo.planning import plan_tickets
from helpdesk.demo.post import post
from helpdesk.demo.reading import House, read
from helpdesk.demo.releasing import release_some
from helpdesk.demo.ruling import rule
from helpdesk.demo.spending import spend
from helpdesk.demo.stocking import stock
from helpdesk.demo.telling import tell
from helpdesk.demo.writing import write
from tenants import provisioning
from tenants.choices import State
from tenants.models import Operator, Tenant

OPERATOR = "op@demo.example"


def seed() -> list[str]:
    """Make what is missing; returns the names of the workspaces made. Twice is once, and a broken start is taken up again."""
    if not Operator.objects.filter(email=OPERATOR).exists():
        Operator.objects.create_operator(OPERATOR, password=PASSWORD)
    return [house.slug for house in (read("globex"), read("rheinwerk")) if _open_workspace(house)]


def _open_workspace(house: House) -> bool:
    tenant = Tenant.objects.filter(schema_name=house.slug).first()
    if tenant and tenant.state in (State.READY, State.SUSPENDED):
        return False
    tenant = tenant or provisioning.reserve(slug=house.slug, name=house.name, language=house.language)
    provisioning.prepare(tenant)
    with transaction.atomic():
        with Tenant.objects.get(pk=tenant.pk):
            fill(house)
        provisioning.open_doors(tenant)
    return True


def fill(house: House) -> None:
    dice = Random(house.name)  # noqa: S311 -- the same data every time is what we want
    cast = furnish(house)
    plans = plan_tickets(house, cast, now=timezone.now())
    whole = write(plans, cast=cast, domain=house.mailbox.rpartition("@")[2], dice=dice)
    kept = stock(house, today=timezone.localdate())
    detail(whole, house=house, stock=kept, contacts=cast.contacts, dice=Random(house.signature))  # noqa: S311 -- as above
    release_some(house)
    tell(whole, house=house, contacts=cast.contacts, dice=Random(house.mailbox))  # noqa: S311 -- as above
    post(whole, house=house, dice=dice)
    keep_ledger(whole, house=house)
    spend(whole, dice=Random(f"{house.signature} time"))  # noqa: S311 -- as above
    rule(cast)
