"""The translated texts: compiled where they are newer than what was compiled from them."""

import shutil
import subprocess
from pathlib import Path


def compile_all(root: Path) -> None:
    """Without gettext the pages show their English source texts; bin/setup says so."""
    msgfmt = shutil.which("msgfmt")
    if not msgfmt:
        return
    for source in root.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([msgfmt, "--check-format", "--output-file", target, source], check=True)
