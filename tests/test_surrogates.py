"""Half characters and paths in other bytes than UTF-8 stop nothing, and are told."""

from __future__ import annotations

import json
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import audit, loader, surrogates, tables
from tests.builders import corpus_of

COLUMNS = ("text", "title", "topic", "speaker", "language", "published")


@given(st.lists(st.sampled_from(["\ud83d", "\ude00", "a", "é", "😀", "\ufffd", "ក្ស"])))
def test_what_is_replaced_can_be_written_and_whole_characters_stay(pieces):
    replaced = surrogates.replaced("".join(pieces))
    assert replaced.encode("utf-8").decode("utf-8") == replaced
    for whole in ("a", "é", "ក្ស"):
        assert replaced.count(whole) == pieces.count(whole)
    if not re.search("[\ud800-\udfff]", "".join(pieces)):
        assert replaced == "".join(pieces)


@pytest.mark.parametrize("column", COLUMNS)
def test_half_a_character_in_any_column_is_replaced_and_told(column):
    corpus = corpus_of({"text": "We spoke of it.", column: "re\ud83dact"}, "And of more.")
    assert corpus.transcripts[column].astype(object)[0] == "re\ufffdact"
    problem = corpus.problems.iloc[0]
    assert (problem["source"], problem["kind"]) == ("0.txt", "replaced-characters")
    assert column in problem["message"]
    assert "replaced-characters" in audit.findings(corpus)["kind"].tolist()
    for ending in tables.FORMATS:
        assert tables.content(corpus.transcripts, ending)


def test_two_halves_are_a_character_and_no_problem(tmp_path):
    path = tmp_path / "a.md"
    path.write_text('---\ntitle: "Fun \\ud83d\\ude00"\nspeaker: "Zo\\ud800"\n---\nSo we spoke.')
    corpus = loader.load(path)
    assert corpus.transcripts["title"][0] == "Fun 😀"
    assert corpus.transcripts["speaker"][0] == "Zo\ufffd"
    assert corpus.problems["message"].str.count("speaker").tolist() == [1]


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit"])
def test_a_folder_in_other_bytes_than_utf_8_can_be_checked(form, tmp_path, run, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = os.fsdecode(b"caf\xe9")
    os.mkdir(folder)
    with open(os.path.join(folder, "a.txt"), "w", encoding="utf-8") as file:
        file.write("hm")
    code, printed, _ = run("check", folder, "--format", form, "--fail-on", "none")
    assert code == 0
    assert printed.encode("utf-8")
    if form == "sarif":
        assert json.loads(printed)["runs"]
