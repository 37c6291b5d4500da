"""The sample mails of tests/mails, and what a reader sees in each of them."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "mails"

#: By name; "no-sender" alone says nothing.
SAMPLES: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text())


def raw(name: str) -> bytes:
    return (FOLDER / f"{name}.eml").read_bytes()
