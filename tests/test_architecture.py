"""The layout tells the architecture, and imports run one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT

FOLDERS = ("refrain", "dashboard", "pages", "data", "docs", "benchmarks", "browser", "tests")
CODE = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
CODE.append(ROOT / "app.py")
# Everything in the library but what stands above the analyses, and the loader below them.
ANALYSES = sorted(
    path
    for path in (ROOT / "refrain").rglob("*.py")
    if path.relative_to(ROOT / "refrain").parts[0]
    not in ("__init__.py", "__main__.py", "cli", "figures", "loader", "report")
)

ABOVE = ("refrain.figures", "refrain.loader", "refrain.report", "refrain.cli")


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


@pytest.mark.parametrize("path", sorted((ROOT / "refrain").rglob("*.py")), ids=str)
def test_the_library_knows_nothing_of_streamlit_or_the_dashboard(path):
    assert not importing(path, "streamlit", "dashboard", "pages")


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard").rglob("*.py")), ids=str)
def test_the_dashboard_knows_nothing_of_the_pages(path):
    assert not importing(path, "pages")


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: str(path.relative_to(ROOT / "refrain")))
def test_analyses_do_not_draw_and_do_not_load(path):
    names = imports(path)
    assert not {name for name in names if name.startswith(ABOVE)}
    assert not {name for name in names if name.startswith("plotly")}


@pytest.mark.parametrize("path", sorted((ROOT / "refrain" / "figures").rglob("*.py")), ids=str)
def test_figures_know_nothing_of_the_report_that_shows_them(path):
    assert not {
        name for name in imports(path) if name.startswith(("refrain.report", "refrain.cli"))
    }


def test_the_loader_needs_the_corpus_and_nothing_above_it():
    allowed = (
        "refrain.corpus",
        "refrain.errors",
        "refrain.loader",
        "refrain.speakers",
        "refrain.words",
    )
    for path in (ROOT / "refrain" / "loader").rglob("*.py"):
        own = {name for name in importing(path, "refrain") if name != "refrain"}
        assert all(name.startswith(allowed) for name in own), path


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


def test_only_one_module_caches():
    caching = {
        path.relative_to(ROOT).as_posix()
        for folder in ("refrain", "dashboard", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if "st.cache" in path.read_text(encoding="utf-8")
    }
    assert caching == {"dashboard/cached.py"}


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
