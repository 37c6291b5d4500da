"""The command line all servers of the sandbox share: `start|stop|status DIR`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Start(Protocol):
    def __call__(self, home: Path, /, *, tests: bool = False) -> str: ...


def main(
    start: Start,
    stop: Callable[[Path], None],
    is_running: Callable[[Path], bool],
    *,
    doc: str | None,
) -> None:
    """Do what the command line says; `status` answers with its exit code."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("command", choices=["start", "stop", "status"])
    parser.add_argument("home", type=Path, metavar="DIR")
    parser.add_argument("--tests", action="store_true", help="quick and forgetful")
    wanted = parser.parse_args()
    if wanted.command == "start":
        print(start(wanted.home, tests=wanted.tests))
    elif wanted.command == "stop":
        stop(wanted.home)
    else:
        raise SystemExit(not is_running(wanted.home))
