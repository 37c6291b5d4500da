"""Removes files to which no row points: a transaction that was rolled back leaves some, a worker that was killed, a deletion."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.apps import apps
from django.conf import settings
from django.db.models import Field, FileField, Model, QuerySet
from django.utils import timezone

from tenants.files import RANDOM_PATH, FileListField, private_files

#: Whoever keeps a file writes its row in the same transaction; none lasts so long.
LONGEST_WAIT = timedelta(days=1)
AT_ONCE = 500

log = logging.getLogger(__name__)


def sweep_files() -> int:
    """Remove this workspace's old files without a row; returns how many. Only what bears a name of ours is touched."""
    removed = 0
    for names in _by_the_hundred(_old_files()):
        for name in _nobodys(names):
            private_files().delete(name)
            log.info("removed %s, to which no row points", name)
            removed += 1
    return removed


def _by_the_hundred(names: Iterator[str]) -> Iterator[set[str]]:
    while some := set(islice(names, AT_ONCE)):
        yield some


def _old_files() -> Iterator[str]:
    before = timezone.now() - LONGEST_WAIT
    return (name for name in _files() if RANDOM_PATH.fullmatch(name) and private_files().get_modified_time(name) < before)


def _files(folder: str = "") -> Iterator[str]:
    try:
        folders, files = private_files().listdir(folder)
    except FileNotFoundError:  # nothing was ever kept here
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from _files(f"{folder}{name}/")


def _nobodys(names: set[str]) -> set[str]:
    """Those that no row of any room needs. Lists have no index: they are asked only about what is left."""
    models = [model for model in apps.get_models() if model._meta.app_config.name in settings.TENANT_APPS]
    for model, field in _fields(models, FileField):
        names = names - set(_rows(model).filter(**{f"{field}__in": names}).values_list(field, flat=True))
    for model, field in _fields(models, FileListField) if names else ():
        lists = _rows(model).exclude(**{field: []}).values_list(field, flat=True).iterator()
        names = names - {file["path"] for files in lists for file in files if "path" in file}
    return names


def _fields(models: list[type[Model]], kind: type[Field]) -> Iterator[tuple[type[Model], str]]:  # type: ignore[type-arg]  # any
    return ((model, field.name) for model in models for field in model._meta.concrete_fields if isinstance(field, kind))


def _rows(model: type[Model]) -> QuerySet[Model]:
    """All of them, and none of their own order."""
    return model._base_manager.order_by()
