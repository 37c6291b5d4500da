"""Writes what was measured as a page for people; what people wrote about it stays."""

import os
import platform
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from django.db import connection
from django.utils import timezone

from helpdesk.bench.measuring import Measured, at_percent
from helpdesk.bench.running import Result, Workspace

#: Below this line a run changes nothing.
NOTES = "<!-- Below this line people write; a run keeps it. -->"
GROWTH, MEMORY = 1.3, 250
SERVER = ("shared_buffers", "effective_cache_size", "work_mem", "random_page_cost", "jit", "max_parallel_workers_per_gather")
PACKAGES = ("django", "psycopg", "gunicorn", "jinja2")
INTRODUCTION = """\
# Benchmarks

How long pages take beside a **floor**: a bare Django view, signed in, with one query of 25 rows by an index, and a plain
table; Django's own middlewares, session and user, a workspace by its host, and nothing of ours (`helpdesk/bench/bare.py`).
**Our floor** is the same view behind the product's middlewares (`helpdesk/bench/floor.py`), which ask what they ask in
plans that are kept (decision 0029). Page and floors are asked for in turn on connections that stay open, in the same
process, so that a slow moment of the machine slows all. **Ratio** is the page's median by the floor's; it is what to compare
with other machines, and what the targets are about. Milliseconds are those of this one.

*Queries* and *database* are of one answer, without the query that chooses the workspace. *8 at once* are eight browsers that
never pause, before one process."""


def write(result: Result, file: Path) -> None:
    kept = file.read_text().partition(NOTES)[2] if file.exists() else ""
    file.write_text("\n\n".join(_parts(result)) + f"\n\n{NOTES}{kept or chr(10)}")


def table(result: Result) -> str:
    """For a terminal: the same without words."""
    return "\n\n".join([*(_of(workspace, result) for workspace in result.workspaces), *_growth(result)])


def _parts(result: Result) -> Iterator[str]:
    yield INTRODUCTION
    yield _machine(result)
    for workspace in result.workspaces:
        yield f"## {workspace.tickets:,} tickets, {workspace.messages:,} messages\n\n{_of(workspace, result)}"
    yield from _growth(result)
    yield _memory(result)
    names = " ".join(f"--workspace {workspace.name}" for workspace in result.workspaces)
    fill = "\n".join(
        f"bin/manage demo --tickets {workspace.tickets} --workspace {workspace.name} --yes" for workspace in result.workspaces
    )
    yield f"## How to measure it again\n\n```sh\n{fill}\nbin/manage bench {names} --output docs/benchmarks.md\n```"


def _of(workspace: Workspace, result: Result) -> str:
    many = [number for number in result.measured if number > 1]
    head = ["page", "p50 ms", "p95 ms", "floor p50 ms", "**ratio**", "at most"]
    head += ["our floor p50 ms", "ratio to it", "queries", "database ms"]
    head += [f"{number} at once: p50 ms" for number in many] + [f"{number} at once: ratio" for number in many]
    rows = [_row(each, [_same(each, result.measured[number]) for number in many]) for each in _alone(workspace, result)]
    return _table(head, rows)


def _row(alone: Measured, beside: Sequence[Measured]) -> list[str]:
    page, most = alone.place.page, alone.place.page.most
    queries = f"{alone.queries} of {page.queries}" if page.queries else str(alone.queries)
    return [
        page.name,
        _ms(median(alone.page)),
        _ms(at_percent(alone.page, 95)),
        _ms(median(alone.bare)),
        f"**{alone.ratio:.2f}**",
        _held(alone.ratio, most),
        _ms(median(alone.floor)),
        f"{alone.own_ratio:.2f}",
        f"{queries} ✗" if page.queries and alone.queries > page.queries else queries,
        _ms(alone.database),
        *(_ms(median(each.page)) for each in beside),
        *(f"{each.ratio:.2f}" for each in beside),
    ]


def _growth(result: Result) -> Iterator[str]:
    """From the smallest to the largest workspace, measured in turn."""
    if len(result.workspaces) < 2:
        return
    small, large = result.workspaces[0], result.workspaces[-1]
    rows = []
    for least, most in zip(_alone(small, result), _alone(large, result), strict=True):
        grown = median(most.page) / median(least.page)
        times = [_ms(median(each.page)) for each in (least, most)]
        rows.append([least.place.page.name, *times, f"**{grown:.2f}**", _held(grown, GROWTH)])
    head = ["page", f"p50 ms, {small.tickets:,}", f"p50 ms, {large.tickets:,}", "**growth**", "at most"]
    yield f"## Growth from {small.tickets:,} to {large.tickets:,} tickets\n\n{_table(head, rows)}"


def _memory(result: Result) -> str:
    head = ["process that answers", "RSS MB", "PSS MB", "at most"]
    rows = [
        [f"{when}", f"{memory.rss:.0f}", f"{memory.pss:.0f}", _held(memory.rss, MEMORY)]
        for when, processes in zip(("before the first page", "after the last one"), result.memory, strict=True)
        for memory in processes
    ]
    return f"## Memory\n\n{_table(head, rows)}"


def _machine(result: Result) -> str:
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = str(cursor.fetchone()[0])
        cursor.execute("SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(%s)", [[*SERVER]])
        settings = ", ".join(f"`{name}` {value}" for name, value in sorted(cursor.fetchall()))
    gigabytes = int(memory[1]) / 1024**2 if memory else 0
    options = result.command.partition("gunicorn ")[2]
    return "\n".join(
        [
            f"Measured on {timezone.localdate():%Y-%m-%d}.",
            "",
            f"* Machine: {os.cpu_count()} cores ({cpu[1] if cpu else platform.processor()}), {gigabytes:.0f} GB",
            f"* Load of the machine before anything was measured: {result.load:.1f}",
            f"* Python {platform.python_version()}, {packages}; PostgreSQL {server}: {settings}",
            f"* Web server: `gunicorn {options}`, DEBUG off",
        ]
    )


def _alone(workspace: Workspace, result: Result) -> list[Measured]:
    """With the fewest connections."""
    return [each for each in result.measured[min(result.measured)] if each.place.workspace == workspace.name]


def _same(wanted: Measured, among: Sequence[Measured]) -> Measured:
    return next(each for each in among if (each.place.workspace, each.place.page) == (wanted.place.workspace, wanted.place.page))


def _held(value: float, most: float | None) -> str:
    return "" if most is None else f"{most:g}" if value <= most else f"{most:g} ✗"


def _ms(seconds: float) -> str:
    milliseconds = seconds * 1000
    return f"{milliseconds:.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
