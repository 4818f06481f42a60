"""The sample corpus is what its truth says: the loader and the fragments are held against it."""

from __future__ import annotations

import importlib.util
import json

import pytest

import refrain
from refrain import audit, topics
from refrain.fragments import FragmentIndex, RepeatQuery
from tests.builders import DATA


@pytest.fixture(scope="module")
def corpus() -> refrain.Corpus:
    return refrain.load(DATA / "sample.txt")


@pytest.fixture(scope="module")
def truth() -> list[dict]:
    return json.loads((DATA / "sample.truth.json").read_text())


def test_every_label_is_read_as_it_was_written(corpus, truth):
    rows = corpus.transcripts
    assert rows["role"].tolist() == [label["role"] for label in truth]
    assert rows["topic"].tolist() == [label["topic"] for label in truth]
    assert rows["prompt"].tolist() == [label["prompt"] for label in truth]
    assert rows["text"].isna().tolist() == [label["missing"] for label in truth]


def test_every_window_is_where_the_truth_says(corpus, truth):
    for text, label in zip(corpus.transcripts["text"], truth, strict=True):
        source = (DATA / label["source"]).read_text()
        for window in label["windows"]:
            length = window["source_end"] - window["source_start"]
            stitched = text[window["start"] : window["start"] + length]
            assert stitched == source[window["source_start"] : window["source_end"]]


def test_the_planted_faults_are_found(corpus, truth):
    found = audit.findings(corpus)
    for kind, fault in (("missing-text", "missing"), ("leak", "leak")):
        prompts = [label["prompt"] for label in truth if label[fault]]
        told = found.loc[found["kind"] == kind, "transcript_id"]
        assert told.tolist() == [f"sample.txt:{prompt}.3" for prompt in prompts]


def test_only_versions_of_a_text_and_channels_share_passages(corpus):
    index = FragmentIndex.build(corpus.transcripts)
    overlap = index.overlap(RepeatQuery(60))
    shared = {
        (index.texts["name"][a], index.texts["name"][b])
        for a in range(len(overlap))
        for b in range(len(overlap))
        if a != b and overlap[a, b] > 0
    }
    versions = [("full-stack · shot", "full-stack · target")]
    versions += [("mixtral8x7b · shot", "mixtral8x7b · target")]
    assert shared == {pair for a, b in versions for pair in ((a, b), (b, a))}


def test_the_sources_are_long_original_and_evenly_sized():
    corpus = refrain.load(DATA / "sources")
    assert (corpus.transcripts["words"] >= 1500).all()
    assert len(corpus.transcripts) == 7
    assert topics.balance(corpus.transcripts["words"]) > 0.99
    assert corpus.problems.empty


def test_making_the_sample_again_gives_the_same_files(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("make_sample", DATA / "make_sample.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    (tmp_path / "sources").symlink_to(DATA / "sources")
    monkeypatch.setattr(make, "HERE", tmp_path)
    make.main()
    for name in ("sample.txt", "sample.truth.json"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()
