"""Styles, scripts and fonts, collected where they are newer than what was collected."""

import subprocess
import sys
from pathlib import Path

SOURCES = ("static/**/*", "*/static/**/*", ".venv/setup.stamp")


def collect(root: Path, environment: dict[str, str]) -> None:
    """As in production: with a fingerprint in every name."""
    stamp = Path(environment["VAR_DIR"]) / "statics.stamp"
    newest = max((path.stat().st_mtime for pattern in SOURCES for path in root.glob(pattern)), default=0)
    if stamp.exists() and stamp.stat().st_mtime > newest:
        return
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode:
        raise SystemExit("manage.py collectstatic failed; see above.")
    stamp.touch()
