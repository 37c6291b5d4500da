"""`manage.py migrate_workspaces`: the house, the template, then every workspace that lags behind."""

import subprocess
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import migrating

#: Workspaces one process migrates, one after the other.
HANDFUL = 20


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parallel", type=int, default=2, help="how many workspaces at once")
        parser.add_argument("--only", metavar="SCHEMA", nargs="+", help="just these workspaces")

    def handle(self, *args: Any, parallel: int, only: list[str] | None, **options: Any) -> None:
        if only:
            for name in only:
                migrating.migrate_workspace(name)
            return
        migrating.migrate_house()
        late = migrating.behind()
        _in_processes(_handfuls(late), parallel=parallel)
        # Whoever shared a handful with one that failed had no chance yet: now each by itself.
        failed = _in_processes([[name] for name in migrating.behind()], parallel=parallel)
        self.stdout.write(f"{len(late) - len(failed)} workspaces migrated")
        if failed:
            raise CommandError(f"not migrated: {', '.join(failed)}")


def _handfuls(names: list[str]) -> list[list[str]]:
    """A process takes longer to start than a workspace to migrate."""
    return [names[at : at + HANDFUL] for at in range(0, len(names), HANDFUL)]


def _in_processes(handfuls: list[list[str]], *, parallel: int) -> list[str]:
    """Migrate them; returns the handfuls that failed, as words."""
    with ThreadPoolExecutor(max_workers=max(1, parallel)) as pool:
        codes = pool.map(_in_own_process, handfuls)
        return [" ".join(names) for names, code in zip(handfuls, codes, strict=True) if code]


def _in_own_process(names: list[str]) -> int:
    command = [sys.executable, sys.argv[0], "migrate_workspaces", "--only", *names]
    return subprocess.run(command, check=False).returncode  # noqa: S603 -- our own program and names from our own table
