"""What a person can meet is in the documentation, and what the documentation shows is there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import fields

import pytest

from dashboard.page import Page
from refrain import audit, seams
from refrain.cli import COMMANDS
from refrain.loader import archives, registry
from refrain.loader.options import Limits, variable_of
from refrain.schemas import PROBLEMS, TRANSCRIPTS
from tests.builders import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
TOP = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("*.md")}
MODULES = [
    path for folder in ("refrain", "dashboard", "pages") for path in (ROOT / folder).rglob("*.py")
]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_shown(command):
    assert f"$ refrain {command}" in README


def test_every_kind_of_finding_is_explained_with_its_severity():
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", DOCS["formats.md"], re.MULTILINE)
    assert dict(rows) == {name: kind.severity for name, kind in audit.FINDING_KINDS.items()}


@pytest.mark.parametrize(
    "column", [*TRANSCRIPTS.columns, *PROBLEMS.columns, *audit.COLUMNS, *seams.COLUMNS]
)
def test_every_column_is_listed(column):
    assert f"`{column}`" in DOCS["dataframe.md"]


def test_every_ending_is_named():
    endings = (*registry.endings(), *archives.ENDINGS)
    assert all(f"`{ending}`" in README for ending in endings)


def test_every_limit_is_named_with_the_variable_that_sets_it():
    limits = [variable_of(limit.name) for limit in fields(Limits)]
    assert all(f"`{limit}`" in DOCS["formats.md"] for limit in limits)


@pytest.mark.parametrize("form", registry.FORMATS, ids=lambda form: form.NAME)
def test_every_format_is_explained(form):
    assert form.NAME.lower() in DOCS["formats.md"].lower()


def test_every_command_of_dev_is_told():
    script = (ROOT / "dev").read_text(encoding="utf-8")
    commands = re.findall(r"^    ([a-z]+)\)", script, re.MULTILINE)
    assert commands
    texts = README + TOP["CONTRIBUTING.md"]
    assert all(f"./dev {command}" in texts for command in commands)


@pytest.mark.parametrize("page", [page for page in Page if page.icon], ids=lambda page: page.title)
def test_every_page_is_explained(page):
    assert f"| {page.title} |" in README
    assert f"## {page.title}: " in DOCS["pages.md"]


def test_what_the_notebook_shows_runs():
    (cell,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    subprocess.run([sys.executable, "-c", cell], cwd=ROOT, check=True)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_and_public_function_says_what_it_does(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    # A page's own functions are no one else's.
    if path.is_relative_to(ROOT / "pages"):
        return
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public = [node for node in functions if not node.name.startswith("_")]
    assert not [node.name for node in public if not ast.get_docstring(node)]


def test_the_architecture_names_every_folder():
    folders = {
        path.relative_to(ROOT).parts[0]
        for path in ROOT.rglob("*.py")
        if not path.relative_to(ROOT).parts[0].startswith((".", "build", "dist"))
    }
    packages = {path.parent.name for path in (ROOT / "refrain").glob("*/__init__.py")}
    text = DOCS["architecture.md"]
    assert not {name for name in folders if not re.search(rf"`{name}/?`", text)}
    assert not {name for name in packages if f"`{name}/`" not in text}


@pytest.mark.parametrize("name", sorted({**TOP, **DOCS}))
def test_links_and_pictures_are_there(name):
    folder = ROOT if name in TOP else ROOT / "docs"
    text = {**TOP, **DOCS}[name]
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (folder / target).exists(), target
