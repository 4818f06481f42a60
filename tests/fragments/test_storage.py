"""An index that was saved answers as before; one that can't be trusted is built again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from refrain.fragments import FragmentIndex, RepeatQuery, opened, opened_or_built, save
from refrain.fragments.local.storage import ARRAYS
from tests.builders import corpus_of

TEXTS = ("one two three four five", "zero one two three four nine", "")


def assert_same_answers(one: FragmentIndex, other: FragmentIndex) -> None:
    rows = (index.fragments(RepeatQuery(3)).rows for index in (one, other))
    pd.testing.assert_frame_equal(*rows)


def test_a_saved_index_gives_the_same_answers(tmp_path):
    transcripts = corpus_of(*TEXTS).transcripts
    index = FragmentIndex.build(transcripts)
    assert opened(transcripts, tmp_path) is None
    save(index, transcripts, tmp_path)
    again = opened(transcripts, tmp_path)
    assert again is not None
    pd.testing.assert_frame_equal(
        again.fragments(RepeatQuery(3)).rows, index.fragments(RepeatQuery(3)).rows
    )
    pd.testing.assert_frame_equal(again.shares(RepeatQuery(3)), index.shares(RepeatQuery(3)))
    assert isinstance(again.arrays.word_ids, np.memmap)


def test_a_saved_index_is_opened_under_corrected_titles_and_topics(tmp_path):
    save(
        index := FragmentIndex.build(corpus_of(*TEXTS).transcripts),
        corpus_of(*TEXTS).transcripts,
        tmp_path,
    )
    corrected = corpus_of(*TEXTS, title="Corrected", topic="new", language="de")
    again = opened(corrected.transcripts, tmp_path)
    assert again is not None
    assert again.texts["name"].tolist() == ["Corrected", "Corrected · 2", "Corrected · 3"]
    assert set(again.shares(RepeatQuery(3))["topic"]) == {"new"}
    relabelled = index.labelled(corrected.transcripts)
    assert relabelled.views is index.views  # nothing is computed twice
    pd.testing.assert_frame_equal(again.shares(RepeatQuery(3)), relabelled.shares(RepeatQuery(3)))
    assert opened(corpus_of(*TEXTS[::-1]).transcripts, tmp_path) is None


def test_other_transcripts_have_no_saved_index(tmp_path):
    transcripts = corpus_of(*TEXTS).transcripts
    save(FragmentIndex.build(transcripts), transcripts, tmp_path)
    assert opened(corpus_of("one two three four five").transcripts, tmp_path) is None


@pytest.mark.parametrize("name", [*(f"{name}.npy" for name in ARRAYS), "key.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_index_is_built_again_and_mended(tmp_path, name, damage):
    transcripts = corpus_of(*TEXTS).transcripts
    index = FragmentIndex.build(transcripts)
    file = save(index, transcripts, tmp_path) / name
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        changed = content[:-1] + bytes([content[-1] ^ 1])
        file.write_bytes(content[:-1] if damage == "cut" else changed)
    assert opened(transcripts, tmp_path) is None
    again = opened_or_built(transcripts, tmp_path)
    pd.testing.assert_frame_equal(
        again.fragments(RepeatQuery(3)).rows, index.fragments(RepeatQuery(3)).rows
    )
    assert opened(transcripts, tmp_path) is not None


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    transcripts = corpus_of(*TEXTS).transcripts
    assert len(opened_or_built(transcripts, tmp_path / "file").fragments(RepeatQuery(3)).rows)


def test_progress_is_told_to_the_end_and_can_cancel():
    transcripts = corpus_of(*TEXTS).transcripts
    told: list[float] = []
    FragmentIndex.build(transcripts, lambda stage, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0

    class CancelledError(Exception):
        pass

    def cancel(stage: str, share: float) -> None:
        if share >= 0.5:
            raise CancelledError

    with pytest.raises(CancelledError):
        FragmentIndex.build(transcripts, cancel)
