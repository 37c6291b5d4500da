"""Pages as Jinja2 has read them, kept from one run of the tests to the next."""

import hashlib
from pathlib import Path

import jinja2
from django.conf import settings

ROOT = Path(__file__).parent.parent


def remember_pages() -> None:
    """Hundreds are read by each process otherwise. They last as long as what reads them."""
    readers = b"".join((ROOT / "helpdesk" / name).read_bytes() for name in ("pages.py", "quickness.py"))
    folder = ROOT / "var/test/pages" / hashlib.sha256(readers + jinja2.__version__.encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    settings.TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = jinja2.FileSystemBytecodeCache(str(folder))
