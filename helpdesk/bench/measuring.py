"""Asks for a page and for both floors in turn, so that whatever slows the machine down slows all three."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median

from helpdesk.bench.asking import COUNTED, Answer, Browser
from helpdesk.bench.bare import BARE
from helpdesk.bench.counting import QUERIES, SECONDS
from helpdesk.bench.pages import NEW, Page

FLOOR = "/bench/floor/"
COUNTS = 3
#: What is measured at all is measured so often, however slow it is.
FEWEST = 3
#: So long, in seconds, one waits for the others to be warm, too.
PATIENCE = 120


class WrongAnswer(Exception):
    """An error page is no page to measure."""


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, signed in, with one of its pages."""

    workspace: str
    host: str
    session: str
    page: Page


@dataclass(frozen=True, slots=True)
class Effort:
    """At most so many rounds in at most so many seconds, on so many connections at once; before them some that do not count."""

    rounds: int
    seconds: float
    connections: int = 1
    warm_up: int = 5


@dataclass(slots=True)
class Measured:
    """Seconds of every answer of a page, and of the floors beside it, Django's and ours; what it asked of the database."""

    place: Place
    page: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    queries: int = 0
    database: float = 0.0

    @property
    def ratio(self) -> float:
        """By the floor of Django alone: what the targets are about."""
        return median(self.page) / median(self.bare)

    @property
    def own_ratio(self) -> float:
        return median(self.page) / median(self.floor)


def measure(port: int, places: Sequence[Place], effort: Effort) -> list[Measured]:
    """The same page of each workspace; all of them in turn."""
    found = [Measured(place) for place in places]
    _count(port, found)
    start = threading.Barrier(effort.connections)
    with ThreadPoolExecutor(effort.connections) as pool:
        asking = [pool.submit(_ask_in_turn, port, found, effort, start) for _ in range(effort.connections)]
    for each in asking:
        each.result()
    return found


def at_percent(seconds: Sequence[float], percent: int) -> float:
    """So many in a hundred were as quick as this."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _ask_in_turn(port: int, found: Sequence[Measured], effort: Effort, start: threading.Barrier) -> None:
    with _browsers(port, found) as browsers:
        for turn in _turns(effort.warm_up, seconds=effort.seconds / 5):
            _round(found, browsers, turn, keep=False)
        start.wait(PATIENCE)
        for turn in _turns(effort.rounds, seconds=effort.seconds):
            _round(found, browsers, turn, keep=True)


def _turns(most: int, *, seconds: float) -> Iterator[int]:
    until = time.perf_counter() + seconds
    for turn in range(most):
        if turn >= FEWEST and time.perf_counter() > until:
            return
        yield turn


def _round(found: Sequence[Measured], browsers: Sequence[Browser], turn: int, *, keep: bool) -> None:
    """Page, floor, floor, page … Lists can be appended to by many threads at once."""
    for measured, browser in zip(found, browsers, strict=True):
        page = _ask(measured.place.page, browser, turn)
        bare, floor = (_checked(browser.get(address), 200, address) for address in (BARE, FLOOR))
        if keep:
            measured.page.append(page.seconds)
            measured.bare.append(bare.seconds)
            measured.floor.append(floor.seconds)


def _count(port: int, found: Sequence[Measured]) -> None:
    with _browsers(port, found) as browsers:
        for measured, browser in zip(found, browsers, strict=True):
            answers = [_ask(measured.place.page, browser, turn, COUNTED) for turn in range(1 + COUNTS)][1:]
            measured.queries = max(int(answer.headers[QUERIES]) for answer in answers)
            measured.database = median(float(answer.headers[SECONDS]) for answer in answers)


@contextmanager
def _browsers(port: int, found: Sequence[Measured]) -> Iterator[list[Browser]]:
    """One for each place; each has read a page with a form, so that it can send one."""
    with ExitStack() as stack:
        opened = []
        for place in (measured.place for measured in found):
            browser = stack.enter_context(Browser(port, host=place.host, session=place.session))
            _checked(browser.get(NEW), 200, NEW)
            opened.append(browser)
        yield opened


def _ask(page: Page, browser: Browser, turn: int, also: dict[str, str] | None = None) -> Answer:
    return _checked(page.ask(browser, turn, also or {}), page.expected, page.name)


def _checked(answer: Answer, expected: int, name: str) -> Answer:
    if answer.status != expected:
        raise WrongAnswer(f"{name}: {answer.status} instead of {expected}")
    return answer
