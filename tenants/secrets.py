"""Secrets at rest: sealed with AES-GCM, bound to workspace, table, column and row."""

import base64
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tenants import here


class SealBroken(Exception):
    """The value was sealed elsewhere, with a key we no longer have, or altered."""


def seal(secret: str, *, place: str) -> str:
    """Encrypt for one place, such as `mailbox.password:7`; only there it can be opened again."""
    nonce = os.urandom(12)
    key = _key(settings.FIELD_KEYS[0])
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, secret.encode(), place.encode())).decode()


def unseal(sealed: str, *, place: str) -> str:
    """The secret; tries every key of `FIELD_KEYS`, so that keys can be rotated. Raises `SealBroken`."""
    raw = base64.b64decode(sealed)
    for master in settings.FIELD_KEYS:
        try:
            return AESGCM(_key(master)).decrypt(raw[:12], raw[12:], place.encode()).decode()
        except InvalidTag:
            continue
    raise SealBroken(place)


def _key(master: bytes) -> bytes:
    kdf: Any = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"workspace:{here.schema_name()}".encode())
    derived: bytes = kdf.derive(master)
    return derived
