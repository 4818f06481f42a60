"""The worked examples of CONTRIBUTING.md, applied to a copy of the code, pass all checks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.builders import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
# Of the checkout, what the examples change and what checks them.
COPIED = (
    *("app.py", "dev", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
    *(".streamlit", "refrain", "dashboard", "pages", "data", "docs", "tests", "browser"),
    *("benchmarks", "deploy"),
)


class Block(NamedTuple):
    """A block of code: its language, the file that it makes or changes, and what is in it."""

    language: str
    path: str
    content: str


def blocks(heading: str) -> list[Block]:
    """The blocks of code with a title in the section of this heading."""
    section = CONTRIBUTING.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r'^```(\w+) title="([^"]+)"\n(.*?)^```$', section, re.MULTILINE | re.DOTALL)
    return [Block(*block) for block in found]


EXAMPLES = ("Add a format", "Add a page", "Add a finding")
BLOCKS = [block for heading in EXAMPLES for block in blocks(heading)]
MADE = [block.path for block in BLOCKS if block.language == "python"]


def changed(text: str, diff: str) -> str:
    """The text with the changes of a diff, whose hunks have `@@` between; each fits one place."""
    for hunk in diff.split("@@\n"):
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(before) == 1, f"stands there {text.count(before)} times: {before}"
        text = text.replace(before, after)
    return text


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the checkout with all examples applied."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            # With what is compiled, which is as good there: files keep their times.
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("_app"))
        elif source.exists():
            shutil.copy(source, folder / name)
    for block in BLOCKS:
        path = folder / block.path
        if block.language == "diff":
            text = changed(path.read_text(encoding="utf-8"), block.content)
        else:
            assert not path.exists(), f"{block.path} is there already: choose another example"
            path.parent.mkdir(exist_ok=True)
            text = block.content
        path.write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> None:
    """Run a Python module in the copy; what it says is shown where it fails."""
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("heading", EXAMPLES)
def test_each_example_has_code_a_test_and_documentation(heading):
    paths = [block.path for block in blocks(heading)]
    assert any(path.startswith(("refrain/", "pages/")) for path in paths)
    assert any(path.startswith("tests/") for path in paths)
    assert any(path.startswith("docs/") for path in paths)


def test_the_examples_pass_their_tests_and_those_of_the_layout_the_documentation_and_the_pages(
    copy,
):
    made = [path for path in MADE if "/test_" in path]
    shared = ["tests/test_docs.py", "tests/test_architecture.py", "tests/audit/test_findings.py"]
    smoke = "tests/pages/test_smoke.py"
    own = " or ".join(Path(path).stem for path in made)
    # Of the findings, that each kind is looked for. Not what copies the copy, or imports it anew.
    which = "docs or architecture or every_kind"
    which = f"({which}) and not (notebook or without_streamlit or against_the_arrows)"
    asked = f"{own} or {which} or (test_smoke and speakers and every_page)"
    run(copy, "pytest", "-q", "-p", "no:cacheprovider", *made, *shared, smoke, "-k", asked)


def test_the_examples_are_linted(copy):
    run(copy, "ruff", "check", "--no-cache", *MADE)
    run(copy, "ruff", "format", "--no-cache", "--check", *MADE)
    typed = ("refrain/loader", "refrain/audit", "pages/speakers/page.py")
    # What ./dev lint has found of the packages and of what is as in the checkout is so here, too.
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", copy / ".mypy_cache")
    run(copy, "mypy", "--no-error-summary", *typed)
