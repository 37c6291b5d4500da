"""Where files lie: below the workspace's own folder, under names nobody can guess."""

import uuid
from pathlib import PurePath

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone


def private_files() -> Storage:
    """The storage of everything people upload; served through views that ask who is asking."""
    return storages["default"]


def random_path(instance: models.Model, name: str) -> str:
    """`attachment/2026/11/7c9e….pdf`: nothing of the given name survives but a short, plain ending."""
    ending = PurePath(name).suffix.lower()
    plain = ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""
    return f"{instance._meta.model_name}/{timezone.now():%Y/%m}/{uuid.uuid4().hex}{plain}"
