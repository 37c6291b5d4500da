"""The German catalogue: `python -m sandbox.messages update|check`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale/de/LC_MESSAGES/django.po"
IGNORED = ("var", "node_modules", "tests", "sandbox", ".venv", "docs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["update", "check"])
    if parser.parse_args().command == "update":
        update()
    else:
        check()


def update() -> None:
    """Take over new and changed texts from code and templates."""
    ignored = [part for folder in IGNORED for part in ("--ignore", folder)]
    command = [sys.executable, "manage.py", "makemessages", "--locale", "de", "--no-location", "--no-wrap", *ignored]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(command, cwd=ROOT, env=os.environ, check=True, stdout=subprocess.DEVNULL)


def check() -> None:
    """Fail when a text is new, untranslated or unsure; change nothing."""
    if not CATALOGUE.exists():
        raise SystemExit("There is no German catalogue: bin/messages makes it.")
    before = CATALOGUE.read_bytes()
    try:
        update()
        changed = texts(CATALOGUE.read_bytes()) != texts(before)
    finally:
        CATALOGUE.write_bytes(before)
    complaints = [f"{count('--untranslated')} texts have no German", f"{count('--only-fuzzy')} are unsure"]
    if changed:
        complaints.append("texts of the pages are missing in it, or gone from the pages: bin/messages")
    complaints = [complaint for complaint in complaints if not complaint.startswith("0 ")]
    if complaints:
        raise SystemExit(f"{CATALOGUE.relative_to(ROOT)}: {'; '.join(complaints)}")


def texts(catalogue: bytes) -> list[bytes]:
    return [line for line in catalogue.splitlines() if not line.startswith(b'"POT-Creation-Date')]


def count(what: str) -> int:
    """How many entries there are; msgattrib prints the header too when there are any."""
    found = subprocess.run(["msgattrib", what, "--no-obsolete", CATALOGUE], capture_output=True, text=True, check=True)
    return max(0, found.stdout.count("\nmsgid ") - 1)


if __name__ == "__main__":
    main()
