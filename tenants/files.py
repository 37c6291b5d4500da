"""Where files lie: below the workspace's own folder, under names nobody can guess."""

import re
import uuid
from pathlib import PurePath
from typing import Any, Final

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

#: What `random_path` makes, and nothing else.
RANDOM_PATH: Final = re.compile(r"[a-z_]+/\d{4}/\d\d/[0-9a-f]{32}(_\w{7})?(\.\w{1,7})?")


def private_files() -> Storage:
    """The storage of everything people upload; served through views that ask who is asking."""
    return storages["default"]


def random_path(instance: models.Model, name: str) -> str:
    """`attachment/2026/11/7c9e….pdf`: nothing of the given name survives but a short, plain ending."""
    ending = PurePath(name).suffix.lower()
    plain = ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""
    return f"{instance._meta.model_name}/{timezone.now():%Y/%m}/{uuid.uuid4().hex}{plain}"


class FileListField(models.JSONField):
    """A list of `{"path": …}`, each a file in the workspace's private files that shall stay as long as the row."""

    def deconstruct(self) -> Any:
        """To migrations it is what the database makes of it."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
