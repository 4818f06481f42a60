"""A build holds what loading its files gives, however they are cut into chunks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import refrain
from refrain.builds import LocalEngine, building, opened
from refrain.builds.chunks import chunks_of
from refrain.corpus import Corpus
from tests import shapes

PATHS = [*shapes.NAMES, "fixtures"]


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> dict[str, Path]:
    fixtures = Path(__file__).parent.parent / "loader" / "fixtures"
    return {**shapes.write(tmp_path_factory.mktemp("shapes")), "fixtures": fixtures}


def assert_equal(one: Corpus, other: Corpus) -> None:
    for name in ("transcripts", "cues", "problems", "texts"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert (one.name, one.topics) == (other.name, other.topics)
    spelled = one.spellings is not None
    assert spelled == (other.spellings is not None)
    if spelled:
        pd.testing.assert_series_equal(one.spellings, other.spellings)
    # The fingerprint that a loaded corpus would have of the same tables.
    tables = Corpus(one.name, one.transcripts, one.cues, one.problems, spellings=one.spellings)
    assert tables.fingerprint == other.fingerprint
    assert tables.texts_fingerprint == other.texts_fingerprint


@pytest.mark.parametrize("name", PATHS)
def test_a_build_is_the_corpus_of_its_files(name, paths, tmp_path, monkeypatch):
    # A recording a chunk, but for the many of one shape, which take long.
    most = 100_000 if name == "wide" else 1
    monkeypatch.setattr(
        building, "chunks_of", lambda asked, options: chunks_of(asked, options, most)
    )
    building.build([paths[name]], tmp_path / "out", engine=LocalEngine(1))
    assert_equal(opened(tmp_path / "out").corpus, refrain.load(paths[name]))
