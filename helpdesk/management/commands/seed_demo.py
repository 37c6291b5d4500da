"""`manage.py seed_demo`: two invented companies with people, customers and tickets; every password is `demo`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from helpdesk.demo.seeding import seed


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="also where DEBUG is off: everybody knows the passwords")

    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        """Twice is once: a workspace that is there stays as it is."""
        if not settings.DEBUG and not yes:
            raise CommandError("The demo's passwords are known to everybody. Say --yes if you want it here all the same.")
        made = seed()
        self.stdout.write(f"Made: {', '.join(made)}" if made else "Nothing to do: the demo is there.")
