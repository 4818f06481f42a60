"""`refrain fragments`: the same numbers in each form."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from tests import builders

SAMPLE = str(builders.SAMPLE)


def test_json_and_file_hold_all_fragments_and_top_the_first(tmp_path, run):
    facts = json.loads(run("fragments", SAMPLE, "--json")[1])
    assert facts["total"] == len(facts["fragments"])
    saved = [row["saved"] for row in facts["fragments"]]
    assert saved == sorted(saved, reverse=True)
    run("fragments", SAMPLE, "--out", str(tmp_path / "f.csv"))
    assert pd.read_csv(tmp_path / "f.csv")["fragment"].to_list() == [
        row["fragment"] for row in facts["fragments"]
    ]
    assert f"2 of {facts['total']} fragments" in run("fragments", SAMPLE, "--top", "2")[1]


@pytest.mark.parametrize("wrong", [["--min-words", "2"], ["--top", "0"], ["--out", "x.docx"]])
def test_bad_arguments_are_one_line(wrong, run):
    code, _, err = run("fragments", SAMPLE, *wrong)
    assert code == 2
    assert len(err.strip().splitlines()) == 1


def test_the_index_is_kept_where_asked(tmp_path, run, monkeypatch):
    monkeypatch.setenv("REFRAIN_CACHE", str(tmp_path / "kept"))
    for _ in range(2):
        run("fragments", SAMPLE)
    assert len(list((tmp_path / "kept").glob("*.fragments"))) == 1


def test_with_a_cache_the_files_of_a_corpus_are_read_once(run, monkeypatch, tmp_path):
    (tmp_path / "talk.txt").write_text("so it began here, and so it began here")
    monkeypatch.setenv("REFRAIN_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr("refrain.file_stamp.SETTLED", 0.0)  # its stamp would change with its age
    first = run("summary", str(tmp_path / "talk.txt"), "--json")
    monkeypatch.setattr("refrain.loader._records", None)
    assert run("summary", str(tmp_path / "talk.txt"), "--json") == first
