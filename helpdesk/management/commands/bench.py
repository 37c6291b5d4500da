"""`manage.py bench --workspace bench10k --workspace bench1m`: measures pages against a floor."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk.bench import reporting
from helpdesk.bench.measuring import Effort, WrongAnswer
from helpdesk.bench.pages import NothingToMeasure, Wants
from helpdesk.bench.running import Plan, run
from helpdesk.bench.serving import serving
from helpdesk.demo.crowd.vocabulary import COMMON, RARE


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", action="append", required=True, help="filled by `manage.py demo`; several: growth")
        parser.add_argument("--rounds", type=int, default=200, help="how often each page is asked for at most (200)")
        parser.add_argument("--seconds", type=float, default=20, help="how long each page is measured at most (20)")
        parser.add_argument("--connections", type=int, nargs="+", default=[1, 8], help="how many browsers at once (1 8)")
        parser.add_argument("--port", type=int, default=8099, help="of the web server that is started for it (8099)")
        parser.add_argument("--only", nargs="+", default=[], help="pages with one of these in their name")
        parser.add_argument("--rare", default=RARE, help="a word that few tickets say")
        parser.add_argument("--common", default=COMMON, help="a word that one in five says")
        parser.add_argument("--output", type=Path, help="a page to write, such as docs/benchmarks.md")

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        """Opens tickets and deletes them again: not for a workspace where people work."""
        plan = Plan(
            workspaces=options["workspace"],
            efforts=[Effort(options["rounds"], options["seconds"], number) for number in sorted(options["connections"])],
            wants=Wants(common=options["common"], rare=options["rare"]),
            only=options["only"],
        )
        try:
            result = run(plan, serving(options["port"]), tell=self._tell)
        except (NothingToMeasure, WrongAnswer, RuntimeError) as error:
            raise CommandError(str(error)) from error
        self._tell(f"\n{reporting.table(result)}")
        if output:
            reporting.write(result, output)

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
