"""Builds of the two real corpora are what loading them gives."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import refrain
from refrain.builds import LocalEngine, building, opened
from refrain.builds.chunks import chunks_of
from refrain.corpus import Corpus


@pytest.mark.parametrize(
    ("corpus", "chunk", "parts"), [("fewshot", 1, 1), ("podcasts", 300_000, 5)]
)
def test_a_real_corpus_in_chunks(corpus, chunk, parts, request, tmp_path, monkeypatch):
    path: Path = request.getfixturevalue(f"{corpus}_path")
    monkeypatch.setattr(
        building, "chunks_of", lambda asked, options: chunks_of(asked, options, chunk)
    )
    monkeypatch.setattr(building, "WRITERS", {})
    manifest, _ = building.build([path], tmp_path / "out", engine=LocalEngine(1))
    assert len(manifest.tables["transcripts"].files) >= parts
    made, loaded = opened(tmp_path / "out").corpus, refrain.load(path)
    for name in ("transcripts", "cues", "problems", "texts"):
        pd.testing.assert_frame_equal(getattr(made, name), getattr(loaded, name))
    tables = Corpus(made.name, made.transcripts, made.cues, made.problems)
    assert tables.fingerprint == loaded.fingerprint
    assert made.topics == loaded.topics
