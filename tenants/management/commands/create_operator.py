"""`manage.py create_operator op@example.com`: somebody who may use the console."""

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tenants.models import Operator


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        """The password comes from OPERATOR_PASSWORD or is asked for."""
        password = os.environ.get("OPERATOR_PASSWORD") or getpass.getpass("Password: ")
        Operator.objects.create_operator(email, password=password)
        self.stdout.write(f"{email} may use the console")
