"""`manage.py demo --tickets 1000000`: fills a workspace with invented tickets; every password is `demo`."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.dateparse import parse_date

from helpdesk.demo.crowd.filling import NotReady, Order, fill
from tenants.models import Tenant


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tickets", type=int, required=True, help="how many; about three times as many messages")
        parser.add_argument("--workspace", default="bench", help="its name in addresses; made if there is none (bench)")
        parser.add_argument("--seed", default="crowd", help="another word makes other tickets")
        parser.add_argument("--until", help="the day everything happened before, as 2026-11-30 (today)")
        parser.add_argument("--yes", action="store_true", help="also where DEBUG is off, or into a workspace that is there")

    def handle(self, *args: Any, tickets: int, workspace: str, yes: bool, **options: Any) -> None:
        """Whole or not at all: interrupted, nothing of it stays."""
        if tickets < 1:
            raise CommandError("How many tickets? At least one.")
        if not settings.DEBUG and not yes:
            raise CommandError("The passwords are known to everybody. Say --yes if you want them here all the same.")
        if not yes and Tenant.objects.filter(schema_name=workspace).exists():
            raise CommandError(f"There is a workspace “{workspace}”. Say --yes if so many tickets shall be added to it.")
        until = parse_date(options["until"]) if options["until"] else timezone.localdate()
        if until is None:
            raise CommandError("Until which day? As 2026-11-30.")
        self._fill(workspace, Order(tickets, until=until, seed=options["seed"]))

    def _fill(self, workspace: str, order: Order) -> None:
        began = time.monotonic()

        def tell(line: str) -> None:
            minutes, seconds = divmod(int(time.monotonic() - began), 60)
            self.stdout.write(f"{minutes:3}:{seconds:02}  {line}")
            self.stdout.flush()

        try:
            fill(workspace, order, tell=tell)
        except NotReady as error:
            raise CommandError(f"The workspace “{workspace}” is not ready; look into the operators' console.") from error
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        except IntegrityError as error:
            raise CommandError(f"Not filled, everything is as it was: {error}") from error
        tell(f"Done: {order.amount:,} tickets in “{workspace}”. Sign in as ada@{workspace}.example, password demo.")
