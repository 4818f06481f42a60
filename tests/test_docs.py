"""What a person can meet is in the documentation, and what the documentation shows is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refrain import audit, seams
from refrain.cli import COMMANDS
from refrain.corpus import PROBLEMS, TRANSCRIPTS
from refrain.loader import ENDINGS
from refrain.loader.registry import FORMATS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}


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
    assert all(f"`{ending}`" in README for ending in ENDINGS)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_every_format_is_explained(form):
    assert form.NAME in DOCS["formats.md"].lower()


def test_every_command_of_dev_is_told():
    script = (ROOT / "dev").read_text(encoding="utf-8")
    commands = re.findall(r"^    ([a-z]+)\)", script, re.MULTILINE)
    assert commands
    assert all(f"./dev {command}" in README for command in commands)


@pytest.mark.parametrize("name", ["README.md", *sorted(DOCS)])
def test_links_and_pictures_are_there(name):
    folder = ROOT if name == "README.md" else ROOT / "docs"
    text = README if name == "README.md" else DOCS[name]
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (folder / target).exists(), target
