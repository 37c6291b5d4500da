"""Which tests prove which requirement: `bin/test --spec`."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ROOT.parent / "shared/spec/sources.md"
COPY = ROOT / "docs/spec-ids.txt"
#: What goes beyond the sources, and what they come to together: capabilities. They can be named, and are not counted.
BEYOND = re.compile(r"B-(?:[1-9]|1[0-8])|C-(?:0[1-9]|[1-4]\d|5[0-4])")
REQUIREMENT = re.compile(r"\*\*((?:BL|CP|RB|BR|T24)-\d+)\*\*")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--spec", action="store_true", help="print per requirement its tests, and run none")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "spec(*ids): the requirements this test proves")
    if config.getoption("--spec"):
        config.option.collectonly = True
        config.option.verbose = -2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that names a requirement nobody wrote is a typing mistake."""
    strangers = sorted(each for each in set(proofs(items)) - set(requirements()) if not BEYOND.fullmatch(each))
    if strangers:
        raise pytest.UsageError(f"No such requirement: {', '.join(strangers)}")


def pytest_collection_finish(session: pytest.Session) -> None:
    if session.config.getoption("--spec"):
        print(report(requirements(), proofs(session.items)))


def requirements() -> list[str]:
    """Every ID, in the order of the sources; from our copy where the sources are not at hand."""
    if SOURCES.exists():
        return REQUIREMENT.findall(SOURCES.read_text())
    return COPY.read_text().split()


def proofs(items: list[pytest.Item]) -> dict[str, list[str]]:
    """The tests by requirement; the cases of one test count once."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        test = item.nodeid.partition("[")[0]
        for identity in (name for mark in item.iter_markers("spec") for name in mark.args):
            if test not in found[identity]:
                found[identity].append(test)
    return found


def report(wanted: list[str], found: dict[str, list[str]]) -> str:
    proven = [identity for identity in wanted if identity in found]
    beyond = sorted(identity for identity in found if BEYOND.fullmatch(identity))
    lines = [f"{identity:<8} {test}" for identity in [*proven, *beyond] for test in found[identity]]
    summary = f"{len(proven)} of {len(wanted)} requirements have a test. None yet:"
    return "\n".join(["", *lines, "", summary, *without_test(wanted, found)])


def without_test(wanted: list[str], found: dict[str, list[str]]) -> list[str]:
    """One line for each source."""
    missing: dict[str, list[str]] = defaultdict(list)
    for identity in wanted:
        if identity not in found:
            source, _, number = identity.partition("-")
            missing[source].append(number)
    return [f"  {source:<4} {' '.join(numbers)}" for source, numbers in missing.items()]
