"""The task's envelope: every task carries its workspace, and refuses to run in any other."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, Protocol

from celery import shared_task
from celery.exceptions import Reject
from django.db import close_old_connections, transaction
from kombu.exceptions import OperationalError
from tenant_schemas_celery.app import CeleryApp, get_schema_name_from_task
from tenant_schemas_celery.task import TenantTask

from tenants import here

log = logging.getLogger(__name__)
P = ParamSpec("P")


class WorkspaceTask(TenantTask):  # type: ignore[misc]  # the library has no types
    """A task that runs in the workspace it was queued in, or not at all.

    The library only logs when the workspace is gone and then runs the task in `public`.
    A task of the house itself says so: `@task(of_the_house=True)`.
    """

    abstract = True
    of_the_house = False

    @classmethod
    def get_tenant_for_schema(cls, schema_name: str) -> Any:
        """Asked before every task, so by a query that is planned once. A workspace that is gone is a LookupError."""
        from tenants.models import Tenant  # noqa: PLC0415 -- tasks are declared before there are models

        if found := Tenant.objects.named(schema_name):
            return found
        raise LookupError(schema_name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            self._check_workspace(kwargs)
            return super().__call__(*args, **kwargs)
        finally:
            if not (self.request.called_directly or self.request.is_eager):
                close_old_connections()  # as after a page: the next task asks whether the connection still lives

    def _check_workspace(self, kwargs: dict[str, Any]) -> None:
        wanted = get_schema_name_from_task(self, kwargs)
        if wanted is not None and here.schema_name() != wanted:
            raise Reject(f"workspace {wanted!r} is gone, at hand is {here.schema_name()!r}", requeue=False)
        if here.schema_name() == here.PUBLIC and not self.of_the_house:
            raise Reject(f"{self.name} needs a workspace", requeue=False)

    def apply_async_on_commit(self, args: Any = None, kwargs: Any = None, **options: Any) -> None:
        """Queue after commit, in the workspace of the call, wherever the connection is by then.

        A broker that is down is logged, not raised: the row is written, and a sweeper finds it.
        """
        options["headers"] = {"_schema_name": here.schema_name(), **(options.get("headers") or {})}
        transaction.on_commit(partial(self._wake, args, kwargs, options))

    def _wake(self, args: Any, kwargs: Any, options: dict[str, Any]) -> None:
        try:
            self.apply_async(args, kwargs, **options)
        except OperationalError as error:
            log.warning("broker out of reach, %s waits for its sweeper: %s", self.name, error)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        self.apply_async_on_commit(args, kwargs)


class Job(Protocol[P]):
    """A task as its callers see it."""

    name: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None: ...

    def delay(self, *args: P.args, **kwargs: P.kwargs) -> object:
        """Queue now, in the workspace at hand."""

    def apply_async(self, args: tuple[Any, ...] = ..., kwargs: dict[str, Any] = ..., **options: Any) -> object:
        """Queue with Celery's own options, such as `countdown`, or another workspace's `headers`."""

    def apply_async_on_commit(self, args: tuple[Any, ...] = ..., kwargs: dict[str, Any] = ..., **options: Any) -> None:
        """Like `delay_on_commit`, with Celery's own options."""

    def delay_on_commit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Queue once the transaction has been committed; see `WorkspaceTask.apply_async_on_commit`."""


def task(*, of_the_house: bool = False, **options: Any) -> Callable[[Callable[P, None]], Job[P]]:
    """Celery's `shared_task` with types: `@task()` runs in a workspace, `@task(of_the_house=True)` on the shared tables."""
    made: Callable[[Callable[P, None]], Job[P]] = shared_task(of_the_house=of_the_house, **options)  # type: ignore[call-overload]
    return made


class WorkspaceCelery(CeleryApp):  # type: ignore[misc]  # the library has no types
    """Celery whose tasks know their workspace."""

    task_cls = WorkspaceTask
