"""The database that tests copy: built before they begin, where the code is newer than what was built."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCES = ("*/migrations/*.py", "*/*/migrations/*.py", "tenants/migrating.py", "tenants/provisioning.py", ".venv/setup.stamp")


@contextmanager
def being_built(root: Path, environment: dict[str, str]) -> Iterator[None]:
    """Takes ten seconds, beside whatever is done meanwhile. On a server of somebody else's the first test builds it."""
    home = Path(environment["VAR_DIR"]) / "postgres"
    stamp = home / "template.stamp"
    newest = max((path.stat().st_mtime for pattern in SOURCES for path in root.glob(pattern)), default=0)
    if not home.exists() or (stamp.exists() and stamp.stat().st_mtime > newest):
        yield
        return
    with subprocess.Popen([sys.executable, "-m", "tests.template"], cwd=root, env=environment) as building:
        yield
    if building.returncode:
        raise SystemExit("The database for tests could not be built; see above.")
    stamp.touch()
