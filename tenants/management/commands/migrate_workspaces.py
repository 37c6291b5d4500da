"""`manage.py migrate_workspaces`: the house, the template, then every workspace that lags behind."""

import subprocess
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import migrating


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parallel", type=int, default=2, help="how many workspaces at once")
        parser.add_argument("--only", metavar="SCHEMA", help="just this workspace")

    def handle(self, *args: Any, parallel: int, only: str | None, **options: Any) -> None:
        if only:
            migrating.migrate_workspace(only)
            return
        migrating.migrate_house()
        late = migrating.behind()
        with ThreadPoolExecutor(max_workers=max(1, parallel)) as pool:
            failed = [name for name, code in zip(late, pool.map(_in_own_process, late), strict=True) if code]
        self.stdout.write(f"{len(late) - len(failed)} workspaces migrated")
        if failed:
            raise CommandError(f"not migrated: {', '.join(failed)}")


def _in_own_process(schema_name: str) -> int:
    command = [sys.executable, sys.argv[0], "migrate_workspaces", "--only", schema_name]
    return subprocess.run(command, check=False).returncode  # noqa: S603 -- our own program and a name from our own table
