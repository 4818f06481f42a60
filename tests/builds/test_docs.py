"""What docs/build.md says is in a build is there, and what it shows runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from refrain import audit
from refrain.builds import LocalEngine, building, opened
from refrain.schemas import CUES, PROBLEMS, TRANSCRIPTS
from tests.builders import DATA, ROOT

TEXT = (ROOT / "docs" / "build.md").read_text(encoding="utf-8")
ELSEWHERE = {*TRANSCRIPTS.columns, *CUES.columns, *PROBLEMS.columns, *audit.COLUMNS}
"""Columns that docs/dataframe.md explains."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    building.build([DATA / "sources"], folder / "talks.build", engine=LocalEngine(1))
    return folder


def test_every_table_is_listed_with_its_columns(folder):
    tables = opened(folder / "talks.build").manifest.tables
    rows = dict(re.findall(r"^\| `([a-z]+)` \| (.*) \|$", TEXT, re.MULTILINE))
    assert {*rows} == {*tables}
    for name, table in tables.items():
        named = {*re.findall(r"`(\w+)`", rows[name])}
        columns = {one for one in table.columns if not re.fullmatch(r"at_\d\d", one)}
        if "those of `" in rows[name]:
            columns -= ELSEWHERE | {"name", "appearances", "prompts"}
        assert not columns - named, name


def test_every_field_of_the_manifest_is_told(folder):
    for name in vars(opened(folder / "talks.build").manifest):
        assert f"`{name}`" in TEXT or name in ("tables", "mapped"), name


def test_what_is_shown_runs(folder):
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))
    assert "opened(" in code
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, env=None)
    (query,) = re.findall(r"^```sql\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    found = duckdb.sql(query.replace("talks.build", str(folder / "talks.build"))).fetchall()
    assert sum(texts for _, texts, _ in found) == 7
