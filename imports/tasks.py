"""The worker's and the clock's doors."""

from typing import Final

from imports.sweeping import sweep
from imports.working import work
from tenants.envelope import task

#: Reading a workbook of a million rows takes minutes, and is done in one go; everything else in stretches.
LONG: Final = 60 * 60


@task(soft_time_limit=LONG, time_limit=LONG + 60)
def work_on_import(import_id: int) -> None:
    """A stretch at a time, so that others get their turn."""
    if work(import_id):
        work_on_import.delay(import_id)


@task()
def sweep_imports() -> None:
    for import_id in sweep():
        work_on_import.delay(import_id)
