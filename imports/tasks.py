"""The worker's and the clock's doors."""

from imports.sweeping import sweep
from imports.working import work
from tenants.envelope import task


@task()
def work_on_import(import_id: int) -> None:
    """A stretch at a time, so that others get their turn."""
    if work(import_id):
        work_on_import.delay(import_id)


@task()
def sweep_imports() -> None:
    for import_id in sweep():
        work_on_import.delay(import_id)
