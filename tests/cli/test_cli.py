"""The command line gives the facts, and one clear line where it cannot."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import pytest

from tests import builders
from tests.builders import ROOT

SAMPLE = str(builders.SAMPLE)


def test_summary_as_json_has_the_facts(run):
    code, out, _ = run("summary", SAMPLE, "--json")
    facts = json.loads(out)
    assert code == 0
    assert {name: facts[name] for name in ("prompts", "rows", "transcripts", "missing")} == {
        "prompts": 7,
        "rows": 21,
        "transcripts": 19,
        "missing": 2,
    }
    assert facts["distinct_texts"] == 7
    assert facts["topics"]["full-stack"] == {"shot": 7, "target": 1, "transcript": 0, "missing": 0}
    assert facts["topics"]["react"] == {"shot": 0, "target": 1, "transcript": 0, "missing": 1}
    places = [(problem["kind"], problem["line"]) for problem in facts["problems"]]
    assert places == [("missing-text", 57), ("missing-text", 100)]


def test_summary_for_people_names_topics_and_problems(run):
    code, out, _ = run("summary", SAMPLE)
    assert code == 0
    for told in ("sample.txt", "7 prompts", "mixtral8x7b", "missing-text", "sample.txt:57"):
        assert told in out


def test_markup_in_names_is_shown_and_not_obeyed(run, tmp_path):
    (tmp_path / "[bold]x[").mkdir()
    (tmp_path / "[bold]x[" / "a.txt").write_text("hello")
    code, out, _ = run("summary", str(tmp_path))
    assert code == 0
    assert "[bold]x[" in out


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
def test_transcripts_are_written_whole(run, tmp_path, ending):
    out = tmp_path / f"t{ending}"
    code, _, err = run("transcripts", SAMPLE, "--out", str(out))
    assert code == 0
    assert "21 rows" in err
    readers = {
        ".parquet": pd.read_parquet,
        ".csv": pd.read_csv,
        ".jsonl": lambda path: pd.read_json(path, lines=True),
    }
    frame = readers[ending](out)
    assert len(frame) == 21
    assert frame["text"].notna().sum() == 19
    assert frame["text"].dropna().str.split().str.len().sum() == 18_033
    # Two hyphens part words in each of two texts: `SHA-256` is two.
    assert frame["words"].sum() == 18_037


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["summary"], "PATH"),
        (["summary", "/not/there"], "/not/there"),
        (["summary", SAMPLE, "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["transcripts", SAMPLE], "--out"),
        (["transcripts", SAMPLE, "--out", "x.xls"], ".parquet"),
        (["transcripts", SAMPLE, "--out", "/not/there/x.csv"], "/not/there"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(run, args, told):
    code, out, err = run(*args)
    assert code == 2
    assert out == ""
    assert told in err
    assert err.count("\n") == 1


def test_it_runs_as_a_module_from_a_plain_checkout(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "refrain", "summary", SAMPLE, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["prompts"] == 7


def test_suggested_topics_are_written_with_their_labels(run, tmp_path):
    out = tmp_path / "topics.csv"
    code, told, _ = run("topics", SAMPLE, "--suggest", "5", "--out", str(out))
    assert code == 0
    assert "5 suggested topics, stability" in told
    frame = pd.read_csv(out)
    assert frame["topic"].nunique() == 5
    assert not frame["topic"].str.contains("≈").any()
    assert frame["topic_suggested"].sum() == 19
    assert frame["label"].nunique() == 7


@pytest.mark.parametrize(
    "command",
    [
        "summary",
        "topics",
        "transcripts --out o.csv",
        "fragments",
        "check",
        "clean --out o.csv",
        "report --out o.html",
    ],
)
def test_every_command_reads_project_files_when_it_is_asked_to(run, tmp_path, monkeypatch, command):
    from refrain import loader

    asked = []
    load = loader.load
    monkeypatch.setattr(
        loader, "load", lambda path, options, cache: asked.append(options) or load(path, options)
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "README.md").write_text("how to use it")
    (tmp_path / "data" / "talk.md").write_text("so we began")
    monkeypatch.chdir(tmp_path)
    for options, expected in (([], False), (["--project-files"], True)):
        code, _, _ = run(*command.split(), "data", *options)
        assert code == 0
        assert asked.pop().project_files == expected


@pytest.mark.parametrize(
    "command",
    [
        "summary",
        "topics",
        "transcripts --out o.csv",
        "fragments",
        "check --fail-on none",
        "clean --out o.csv",
        "report --out o.html",
    ],
)
def test_every_command_takes_the_columns_of_a_table(run, tmp_path, monkeypatch, command):
    from refrain import loader

    asked = []
    load = loader.load
    monkeypatch.setattr(
        loader, "load", lambda path, options, cache: asked.append(load(path, options)) or asked[-1]
    )
    (tmp_path / "t.csv").write_text("text,story,a,b\nso,well yes,sky,Bees\nso,and rain,sky,Sun\n")
    monkeypatch.chdir(tmp_path)
    columns = ["--text-column", "story", "--topic-column", "a", "--title-column", "b"]
    code, _, _ = run(*command.split(), "t.csv", *columns)
    assert code == 0
    rows = asked.pop().transcripts
    assert rows["text"].tolist() == ["well yes", "and rain"]
    assert rows["topic"].tolist() == ["sky", "sky"]
    assert rows["title"].tolist() == ["Bees", "Sun"]
