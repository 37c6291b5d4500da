"""The German catalogue: `python -m sandbox.messages update|check`."""

import argparse
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale/de/LC_MESSAGES/django.po"
#: Where texts stand, and who reads them: Babel, with Jinja2's own reader for pages.
READERS = [("**/migrations/**", "ignore"), ("templates/**.*", "jinja2"), ("**.py", "python")]
PAGES = {"templates/**.*": {"newstyle_gettext": "true", "silent": "false"}}
IGNORED = ("var", "node_modules", "tests", "sandbox", ".venv", "docs")
#: Which arguments are texts; a pair `(1, "c")` is the context.
ONE, SEVERAL, ONE_IN = None, (1, 2), ((1, "c"), 2)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), SEVERAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ONE_IN),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

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
    """Take over new and changed texts from code and pages; what is gone from them is gone here."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".pot") as said:
        write_po(said, found(), no_location=True, width=0)
        said.flush()
        merged = ["msgmerge", "--quiet", "--no-wrap", "--previous", "--backup=none", "--update", str(CATALOGUE), said.name]
        subprocess.run(merged, cwd=ROOT, check=True)
    subprocess.run(["msgattrib", "--no-wrap", "--no-obsolete", "-o", CATALOGUE, CATALOGUE], cwd=ROOT, check=True)


def found() -> Catalog:
    """Every text, in the order of the files."""
    texts = Catalog(charset="utf-8")
    reading = extract_from_dir(ROOT, READERS, PAGES, keywords=KEYWORDS, comment_tags=(), directory_filter=_is_ours)
    for _file, _line, message, comments, context in reading:
        texts.add(message, auto_comments=comments, context=context)
    return texts


def _is_ours(folder: str | os.PathLike[str]) -> bool:
    return Path(folder).name not in IGNORED and not Path(folder).name.startswith(".")


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
