"""The layout tells the architecture, and imports run one way."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT

FOLDERS = ("refrain", "dashboard", "pages", "data", "docs", "benchmarks", "browser", "tests")
CODE = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
CODE.append(ROOT / "app.py")


def imports(path: Path) -> set[str]:
    """The modules a file imports, with full names."""
    found = set()
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            found |= {f"{module}.{alias.name}" for alias in node.names} | {module}
    return found


def importing(path: Path, *packages: str) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] in packages}


def lint_imports(checkout: Path) -> tuple[int, str]:
    """The exit code and the report of import-linter, on the contracts in pyproject.toml."""
    # An editable install has this checkout on the path; a copy is read from where it lies.
    run = (
        "import sys; root = sys.argv.pop(1); sys.path[:] = [p for p in sys.path if p != root]\n"
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    done = subprocess.run(
        [sys.executable, "-c", run, str(ROOT), "--no-logo", "--no-cache"],
        cwd=checkout,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout


def test_imports_run_one_way():
    code, report = lint_imports(ROOT)
    assert code == 0, report


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("refrain/topics.py", "import streamlit", "refrain knows nothing of Streamlit"),
        ("refrain/topics.py", "import dashboard", "pages → dashboard → refrain"),
        ("dashboard/errors.py", "import pages.router", "pages → dashboard → refrain"),
        ("refrain/topics.py", "import plotly", "analyses do not draw"),
        ("refrain/topics.py", "import refrain.figures", "refrain: command line"),
        ("refrain/keywords/__init__.py", "import refrain.audit", "refrain: command line"),
        ("refrain/figures/topics.py", "import refrain.report", "refrain: command line"),
        ("refrain/seams/__init__.py", "import refrain.loader", "analyses take dataframes"),
        ("refrain/loader/files.py", "import refrain.topics", "refrain: command line"),
        ("refrain/loader/files.py", "import refrain.wording", "the loader needs the corpus"),
        ("refrain/audit/speech.py", "import refrain.fragments.local", "nothing outside"),
        ("pages/topics/page.py", "import pages.lengths.page", "a page needs no other page"),
    ],
)
def test_an_import_against_the_arrows_is_seen(module, line, contract, tmp_path):
    for folder in ("refrain", "dashboard", "pages"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=lambda *_: ["__pycache__"])
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code, report = lint_imports(tmp_path)
    assert code == 1, report
    assert re.search(rf"^{re.escape(contract)}.* BROKEN", report, re.MULTILINE), report


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=str)
def test_tests_share_builders_and_fixtures_and_import_no_other_test(path):
    modules = {part for name in importing(path, "tests") for part in name.split(".")}
    assert not {part for part in modules if part.startswith("test_") or part == "conftest"}


def test_the_library_runs_without_streamlit():
    code = (
        "import pkgutil, importlib, sys, refrain\n"
        "for found in pkgutil.walk_packages(refrain.__path__, 'refrain.'):\n"
        "    if not found.name.endswith('__main__'): importlib.import_module(found.name)\n"
        "assert 'streamlit' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_only_answers_and_what_pages_ask_are_cached():
    folders = ("refrain", "dashboard", "pages")
    code = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    caching = {
        path.relative_to(ROOT).as_posix()
        for path in [*code, ROOT / "app.py"]
        if re.search(r"st\.cache|memory\.remembered", path.read_text(encoding="utf-8"))
    }
    assert caching == {"dashboard/answers.py", "dashboard/cached.py"}


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "pages").rglob("page.py")), ROOT / "pages" / "router.py"], ids=str
)
def test_a_page_has_no_bare_string_which_streamlit_would_show(path):
    statements = ast.parse(path.read_text(encoding="utf-8")).body[1:]  # the first is its docstring
    assert not [
        node.lineno
        for node in statements
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]


def test_there_is_no_drawer_for_odds_and_ends():
    assert not [
        path for path in CODE if path.stem in ("utils", "util", "helpers", "common", "misc")
    ]


def test_no_path_of_a_machine_is_named():
    texts = [path for ending in ("md", "toml", "txt") for path in ROOT.glob(f"*.{ending}")]
    texts += [*(ROOT / "docs").glob("*.md"), ROOT / ".streamlit" / "config.toml"]
    for path in [*CODE, *texts, ROOT / "dev", ROOT / ".ci" / "run"]:
        if path.exists() and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            assert not [place for place in ("/work/", "/root/") if place in text], path
