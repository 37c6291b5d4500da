"""The makers' doors."""

from typing import Final

from django.conf import settings

from exports.making import make
from exports.models import Export
from exports.sweeping import next_large, sweep
from tenants.envelope import Job, task
from tenants.locks import alone

#: So long, in seconds, a file about very many things can take.
LONG: Final = 6 * 60 * 60


@task()
def make_export(export_id: int) -> None:
    make(export_id)


@task(soft_time_limit=LONG, time_limit=LONG + 60)
def make_large_export(export_id: int) -> None:
    """One at a time in a workspace, so that others get their turn; who finds somebody at it leaves it to them to go on."""
    with alone("large exports") as nobody_else:
        if nobody_else:
            make(export_id)
    if nobody_else and (following := next_large()):
        make_large_export.delay(following)


@task()
def sweep_exports() -> None:
    found = sweep()
    kinds = dict(Export.objects.filter(pk__in=found).values_list("pk", "kind"))
    for export_id in found:
        if export_id in kinds:
            task_for(kinds[export_id]).delay(export_id)


def task_for(kind: str) -> Job[[int]]:
    """What makes a file of this kind."""
    return make_large_export if kind in settings.LARGE_EXPORTS else make_export
