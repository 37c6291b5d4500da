"""The German catalogue: `python -m sandbox.messages update|check`."""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale/de/LC_MESSAGES/django.po"
IGNORED = ("var", "node_modules", "tests", "sandbox", ".venv", "docs")

#: A msgstr, or one form of it, with nothing in it; the header's goes on in the next line.
EMPTY = re.compile(r'^msgstr(\[\d\])? ""$(?!\n")', re.MULTILINE)
UNSURE = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
DATE = re.compile(r'^"POT-Creation-Date.*$', re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["update", "check"])
    if parser.parse_args().command == "update":
        update()
    else:
        check()


def update() -> None:
    """Take over new and changed texts from code and templates; what is gone from them is gone here."""
    ignored = [part for folder in IGNORED for part in ("--ignore", folder)]
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "--locale",
        "de",
        "--no-location",
        "--no-wrap",
        "--no-obsolete",
        *ignored,
    ]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, *ignored], cwd=ROOT, env=os.environ, check=True, stdout=subprocess.DEVNULL)


def check() -> None:
    """Fail when a text is new, gone, untranslated or unsure; change nothing."""
    if not CATALOGUE.exists():
        raise SystemExit("There is no German catalogue: bin/messages makes it.")
    before = CATALOGUE.read_bytes()
    try:
        update()
        after = CATALOGUE.read_bytes()
    finally:
        CATALOGUE.write_bytes(before)
    if found := list(complaints(before.decode(), fresh=after.decode())):
        raise SystemExit(f"{CATALOGUE.relative_to(ROOT)}: {'; '.join(found)}")


def complaints(catalogue: str, *, fresh: str) -> Iterator[str]:
    """What is wrong with a catalogue, beside the same one made anew."""
    if empty := len(EMPTY.findall(catalogue)):
        yield f"{empty} without German"
    if unsure := len(UNSURE.findall(catalogue)):
        yield f"{unsure} unsure (fuzzy)"
    if DATE.sub("", catalogue) != DATE.sub("", fresh):
        yield "not what the pages say any more: bin/messages"


if __name__ == "__main__":
    main()
