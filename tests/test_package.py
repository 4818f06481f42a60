"""What people install: the wheel, with few packages or with all of them."""

from __future__ import annotations

import json
import re
import urllib.request
import zipfile

from tests.builders import ROOT, SAMPLE

LARGEST = 2_000_000
"""Bytes that the wheel may have: it is for people to fetch, and holds fonts and a sample."""


def test_the_wheel_has_the_library_the_dashboard_and_the_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("refrain", "dashboard", "pages", "data/sources"):
        place = "" if folder == "refrain" else "refrain/_app/"
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        wanted = {f"{place}{path.relative_to(ROOT).as_posix()}" for path in files}
        assert {name for name in wanted if "__pycache__" not in name} <= names
    for name in ("app.py", "data/sample.txt", ".streamlit/config.toml", "pages/static/icon.svg"):
        assert f"refrain/_app/{name}" in names
    assert "refrain/py.typed" in names
    licences = [name.split(".dist-info/licenses/")[1] for name in names if "licenses/" in name]
    assert {"LICENSE", "NOTICE", "refrain/figures/fonts/LICENSE.txt"} <= set(licences)
    assert not [name for name in names if "secrets" in name or name.endswith(".pyc")]


def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size < LARGEST


def test_the_wheel_says_what_it_is(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("dist-info/METADATA")]
        metadata = archive.read(name).decode("utf-8")
    assert "License-Expression: Apache-2.0" in metadata
    assert "Typing :: Typed" in metadata
    needed = re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra ==)", metadata, re.MULTILINE)
    assert "pandas" in needed
    for heavy in ("streamlit", "plotly", "scikit-learn", "tokenizers", "wordcloud", "py3langid"):
        assert heavy not in needed


def test_the_base_install_has_the_library_and_the_commands(base, tmp_path):
    summary = base.refrain("summary", str(SAMPLE), "--json")
    assert summary.returncode == 0, summary.stderr
    assert json.loads(summary.stdout)["prompts"] == 7
    clean, cuts, back = (str(tmp_path / f"{name}.jsonl") for name in ("clean", "cuts", "back"))
    for done in base.refrain_all(
        ["topics", str(SAMPLE)],
        ["transcripts", str(SAMPLE), "--out", str(tmp_path / "t.parquet")],
        ["fragments", str(SAMPLE)],
        ["clean", str(SAMPLE), "--out", clean, "--cuts", cuts],
        ["restore", clean, cuts, "--out", back],
    ):
        assert done.returncode == 0, done.stderr


MISSING = {
    "check": ["check", str(SAMPLE), "--fail-on", "leak"],
    "topics": ["topics", str(SAMPLE), "--suggest", "auto"],
    "report": ["report", str(SAMPLE), "--out", "report.html"],
    "dashboard": ["dashboard", str(SAMPLE), "--", "--server.port", "1"],
}
"""By extra, a command that needs it."""


def test_a_missing_extra_is_one_line_that_names_it_and_help_lists_its_command(base):
    *refused, listed = base.refrain_all(*MISSING.values(), ["--help"])
    for extra, done in zip(MISSING, refused, strict=True):
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"refrain: {MISSING[extra][0]} needs ")
        assert line.endswith(f": pip install 'refrain[{extra}]'")
    assert listed.returncode == 0
    assert re.search(r"check +Needs pip install 'refrain\[check\]'", listed.stdout)


def test_the_dashboard_opens_from_the_wheel(installed_server):
    def got(path: str) -> str:
        with urllib.request.urlopen(installed_server.url + path, timeout=30) as answer:
            return answer.read().decode("utf-8", "replace")

    assert got("/_stcore/health") == "ok"
    assert '<div id="root">' in got("/")
    # The theme is the project's, and its fonts are served: Streamlit found the configuration.
    assert "wOF2" in got("/app/static/fonts/figtree-latin-wght-normal.woff2")[:8]


def test_the_full_install_runs_every_command(full, tmp_path):
    report = tmp_path / "report.html"
    check, suggested, written = full.refrain_all(
        ["check", str(SAMPLE), "--fail-on", "leak"],
        ["topics", str(SAMPLE), "--suggest", "auto"],
        ["report", str(SAMPLE), "--out", str(report)],
    )
    assert check.returncode == 1, check.stderr
    assert suggested.returncode == 0, suggested.stderr
    assert written.returncode == 0, written.stderr
    assert report.stat().st_size > 1_000_000
