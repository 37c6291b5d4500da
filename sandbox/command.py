"""The command line all servers of the sandbox share: `start|stop|status DIR`."""

import argparse
from collections.abc import Callable
from pathlib import Path


def arguments(doc: str | None, *more_commands: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("command", choices=["start", "stop", "status", *more_commands])
    parser.add_argument("home", type=Path, metavar="DIR")
    return parser


def obey(
    wanted: argparse.Namespace,
    *,
    start: Callable[[], str],
    stop: Callable[[Path], None],
    is_running: Callable[[Path], bool],
) -> None:
    """Do what the command line says; `status` answers with its exit code."""
    if wanted.command == "start":
        print(start())
    elif wanted.command == "stop":
        stop(wanted.home)
    elif wanted.command == "status":
        raise SystemExit(not is_running(wanted.home))
