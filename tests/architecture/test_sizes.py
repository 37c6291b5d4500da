"""The walls of ARCHITECTURE.md that linters don't know."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ["helpdesk", "tenants", "accounts", "lists", "customers", "notifications", "exports", "imports", "tickets", "portal"]
APPS += ["forms_builder", "ui", "sandbox"]
MODULES = sorted(file for app in APPS for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts)
#: A whole story is told in one breath.
TESTS = sorted(file for file in (ROOT / "tests").rglob("test_*.py") if file.stem != "test_story")
PAGES = sorted(file for file in (ROOT / "templates").rglob("*.html") if "components" not in file.parts)
COMPONENTS = sorted((ROOT / "templates/components").rglob("*.html"))
DRAWERS = {"utils", "common", "helpers", "core", "services", "managers", "handlers"}


def functions(file: Path):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_there_is_something_to_measure():
    assert len(MODULES) > 100
    assert len(PAGES) > 20


@pytest.mark.parametrize(
    ("files", "wall"), [(MODULES, 250), (PAGES, 150), (COMPONENTS, 30)], ids=["modules", "pages", "components"]
)
def test_no_file_is_longer_than_its_wall(files, wall):
    assert {named(file): lines(file) for file in files if lines(file) > wall} == {}


@pytest.mark.parametrize(("files", "wall"), [(MODULES, 40), (TESTS, 40)], ids=["functions", "tests"])
def test_no_function_is_longer_than_its_wall(files, wall):
    assert {f"{named(file)}:{name}": size for file in files for name, size in functions(file) if size > wall} == {}


def arguments(file: Path):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef):
            named = [arg.arg for arg in [*node.args.args, *node.args.kwonlyargs] if arg.arg != "by"]
            yield node.name, len(named) - (1 if node.args.args else 0)


def test_no_verb_takes_more_arguments_than_its_wall():
    """Besides its subject and `by`; what somebody says (`**said`) is one thing."""
    verbs = sorted((ROOT / "tickets/actions").glob("*.py"))

    assert len(verbs) > 10
    assert {f"{named(file)}:{name}": count for file in verbs for name, count in arguments(file) if count > 6} == {}


def test_every_module_says_what_it_is_for():
    silent = [named(file) for file in MODULES if file.stat().st_size and not ast.get_docstring(ast.parse(file.read_text()))]

    assert silent == []


def test_there_is_no_junk_drawer():
    assert [named(file) for file in MODULES if file.stem in DRAWERS] == []


def test_pages_assemble_and_never_style():
    """The content security policy would refuse it at run time; letters are mails and have no policy."""
    pages = [file for file in PAGES + COMPONENTS if "letter" not in str(file)]
    bad = [
        named(file)
        for file in pages
        for sign in (' style="', " onclick=", " onsubmit=", "javascript:")
        if sign in file.read_text()
    ]

    assert bad == []
