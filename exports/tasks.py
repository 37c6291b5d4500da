"""The makers' doors."""

from exports.making import make
from exports.sweeping import sweep
from tenants.envelope import task


@task()
def make_export(export_id: int) -> None:
    make(export_id)


@task()
def sweep_exports() -> None:
    for export_id in sweep():
        make_export.delay(export_id)
