"""What is linked is there, and what is put together is fresh."""

import re
import subprocess
import sys
from pathlib import Path

import brotli
from django.core.files.storage import FileSystemStorage
from django.template import engines
from jinja2 import nodes

from ui.storage import ModuleManifestStorage

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_the_style_sheet_is_what_its_parts_say():
    told = subprocess.run([sys.executable, "bin/vendor", "css", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.stdout == ""
    assert told.returncode == 0


def test_every_icon_that_a_template_names_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    naming = re.compile(r'ui\.icon\("([\w-]+)"[,)]|\bicon(?:_end)?="([\w-]+)"(?! ~)')
    named = {name for path in TEMPLATES for found in naming.findall(path.read_text()) for name in found if name}

    assert named - drawn == set()


def test_every_component_that_a_template_uses_exists():
    there = {path.stem for path in (ROOT / "templates/components").rglob("*.html")}
    used = {name for path in TEMPLATES for name in re.findall(r"\bui\.(\w+)\(", path.read_text())}

    assert used - there == {"ago", "icon"}  # drawn by functions


def test_no_page_styles_or_scripts_by_itself():
    forbidden = re.compile(
        r"""\sstyle="|\son[a-z]+="|\shx-on|javascript:|hx-vals=['"]js:|<script(?![^>]*\s(?:src=|nonce=|type="application/json"))"""
    )
    pages = [path for path in TEMPLATES if "letter" not in str(path) and "admin" not in str(path)]
    found = {str(path.relative_to(ROOT)): forbidden.findall(path.read_text()) for path in pages}

    assert {path: marks for path, marks in found.items() if marks} == {}


def test_our_modules_import_each_other_by_their_hashed_names(tmp_path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js/app.js").write_text('import { each } from "./each.js";\n')
    (tmp_path / "js/each.js").write_text("export const each = 1;\n")
    storage = ModuleManifestStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=tmp_path)

    list(storage.post_process({"js/app.js": (source, "js/app.js"), "js/each.js": (source, "js/each.js")}))

    [packed] = [path for path in (tmp_path / "js").glob("app.*.js") if path.name != "app.js"]
    [each] = [path for path in (tmp_path / "js").glob("each.*.js") if path.name != "each.js"]
    assert packed.read_text() == f'import {{ each }} from "./{each.name}";\n'


def test_a_first_visit_weighs_less_than_150_kilobytes():
    texts = [
        ROOT / "static/css/app.css",
        ROOT / "static/vendor/htmx.min.js",
        ROOT / "static/icons.svg",
        *(ROOT / "static/js").glob("*.js"),
    ]
    weight = (
        sum(len(brotli.compress(path.read_bytes())) for path in texts) + (ROOT / "static/vendor/inter-latin.woff2").stat().st_size
    )

    assert weight < 130_000  # and up to 20 kB of HTML


def test_every_page_names_only_what_pages_know():
    """Jinja2 misses a filter or a test when it comes to it, on a page that nobody may have asked for yet."""
    environment = engines["pages"].env
    trees = [environment.parse(path.read_text()) for path in [*TEMPLATES, *(ROOT / "templates").rglob("*.txt")]]

    filters = {node.name for tree in trees for node in tree.find_all(nodes.Filter)}
    tests = {node.name for tree in trees for node in tree.find_all(nodes.Test)}

    assert {"localized", "filesize"} <= filters
    assert (filters - set(environment.filters), tests - set(environment.tests)) == (set(), set())
