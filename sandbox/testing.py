"""All tests, with servers of their own: `bin/test`."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sandbox import catalogues, servers, statics, surroundings, templates
from sandbox.interrupts import listen
from sandbox.locks import try_lock

ROOT = Path(__file__).parents[1]
BROWSER = "tests/browser"
#: These mostly wait for real servers; meanwhile the rooms compute.
FLOWS = ("tests/flows", "tests/sandbox", "tests/tickets/mail/test_imap.py", "tests/tickets/mail/test_watch.py")
#: Whole files stay in one process: what they do to roles and servers must not meet.
IN_TWO = ("--numprocesses=2", "--dist=loadfile", "--no-loadscope-reorder")
ROOMS = (*IN_TWO, *(f"--ignore={place}" for place in (BROWSER, *FLOWS)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/test", description=__doc__, epilog="Anything else goes to pytest.")
    parser.add_argument("--fast", action="store_true", help="without the browser tests")
    parser.add_argument("--spec", action="store_true", help="per requirement: the tests that prove it")
    wanted, for_pytest = parser.parse_known_args()
    listen()
    with laboratory() as environment:
        if wanted.spec:
            raise SystemExit(pytest(environment, "-p", "tests.spec_report", "--spec", *for_pytest))
        raise SystemExit(run(environment, for_pytest, fast=wanted.fast))


@contextmanager
def laboratory() -> Iterator[dict[str, str]]:
    """The environment for tests and checks. Several at once do not meet: each has its own servers."""
    var, lock = free_place()
    with lock, servers.running(var, tests=True) as settings:
        environment = surroundings.whole(for_tests(settings))
        catalogues.compile_all(ROOT)
        with templates.being_built(ROOT, environment):
            statics.collect(ROOT, environment)
        yield environment


def free_place() -> tuple[Path, TextIO]:
    for number in range(1, 100):
        var = ROOT / "var/test" / str(number)
        if lock := try_lock(var / "lock"):
            return var, lock
    raise SystemExit("A hundred test runs at once are too many.")


def for_tests(settings: dict[str, str]) -> dict[str, str]:
    """As in production, but for speed and without secrets of others; CHROMIUM is the browser to use."""
    production = {"DEBUG": "false", "DATABASE_POOL": "false", "LOG_LEVEL": "WARNING"}
    return settings | production | {"CHROMIUM": chromium() or ""}


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def run(environment: dict[str, str], for_pytest: list[str], *, fast: bool) -> int:
    """Everything; or, when pytest is told what to run, just that. The exit code."""
    if for_pytest:
        return pytest(environment, *for_pytest)
    if not fast and not environment["CHROMIUM"]:
        print("No browser tests without Chromium: install it, or set CHROMIUM. bin/test --fast leaves them out.")
        return 1
    codes = [*side_by_side(environment)]
    if not fast:
        codes.append(pytest(environment, BROWSER))
    return next(filter(None, codes), 0)


def side_by_side(environment: dict[str, str]) -> tuple[int, int]:
    """What waits, beside what computes."""
    with tempfile.TemporaryFile("w+") as said:
        with started(environment | {"TEST_DATABASE": "flows"}, *IN_TWO, *FLOWS, stdout=said) as flows:
            rooms = pytest(environment, *ROOMS)
            code = flows.wait()
        said.seek(0)
        print(said.read(), flush=True)
    return rooms, code


def pytest(environment: dict[str, str], *arguments: str) -> int:
    with started(environment, *arguments) as tests:
        return tests.wait()


@contextmanager
def started(environment: dict[str, str], *arguments: str, stdout: TextIO | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """Not interrupted with us, but by us: pytest hears Ctrl-C itself and tidies up first."""
    with subprocess.Popen([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment, stdout=stdout) as tests:
        try:
            yield tests
        except KeyboardInterrupt:
            tests.terminate()
            raise SystemExit(130) from None


if __name__ == "__main__":
    main()
