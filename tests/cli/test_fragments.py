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


def test_near_repeats_are_listed_with_the_least_in_which_a_place_agrees(tmp_path, run):
    said = "we thank our sponsor the paper mill by the river for all of its help this year again"
    (tmp_path / "a.txt").write_text(said)
    (tmp_path / "b.txt").write_text(said.replace("mill", "bill") + " and so on")
    exact = json.loads(run("fragments", str(tmp_path), "--min-words", "12", "--json")[1])
    assert exact["fragments"] == []
    near = (str(tmp_path), "--min-words", "12", "--similarity", "0.9")
    facts = json.loads(run("fragments", *near, "--json")[1])
    assert facts["similarity"] == 0.9
    assert [row["similarity"] for row in facts["fragments"]] == [17 / 18]
    shown = run("fragments", *near)[1]
    assert "94%" in shown
    assert "90% alike" in " ".join(shown.split())
    code, _, said = run("check", *near, "--max-repeated", "0.5", "--fail-on", "none")
    assert code == 1, said


WRONG = [("--min-words", "2"), ("--top", "0"), ("--out", "x.docx")]
WRONG += [("--similarity", given) for given in ("0.5", "nan", "59%", "%")]


@pytest.mark.parametrize("wrong", WRONG)
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
