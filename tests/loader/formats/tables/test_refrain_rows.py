"""What Refrain wrote loads as what it was."""

from __future__ import annotations

import pytest

import refrain
from refrain import tables
from tests.builders import SAMPLE, load_dump

SAME = ["prompt", "position", "role", "topic", "topic_from", "title", "speaker", "text", "text_id"]


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_transcripts_load_back(tmp_path, ending):
    written = refrain.load(SAMPLE).as_written.transcripts
    path = tmp_path / f"transcripts{ending}"
    tables.write(written, path)
    corpus = refrain.load(path)
    assert corpus.problems.empty
    back = corpus.as_written.transcripts
    for column in SAME:
        one, two = (
            frame[column].astype(object).where(frame[column].notna(), None)
            for frame in (written, back)
        )
        assert two.tolist() == one.tolist(), column
    assert set(back["format"]) <= {"CSV (Refrain)", "Parquet (Refrain)", "JSON Lines (Refrain)"}


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_what_was_emptied_is_empty_and_what_was_missing_is_missing(tmp_path, ending):
    corpus = load_dump(tmp_path, [("Shot: a", "so"), ("Target: b", "well")], [("Target: c", "")])
    frame = corpus.transcripts.copy()
    frame.loc[0, "text"] = ""
    path = tmp_path / f"clean{ending}"
    tables.write(frame, path)
    texts = refrain.load(path).transcripts["text"]
    assert texts[0] == ""
    assert texts[1] == "well"
    assert texts.isna().tolist() == [False, False, True]


def test_prompts_of_several_files_stay_apart(tmp_path):
    for name in ("one", "two"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.txt").write_text(f"said in {name}\n\n###\nTarget: a\n###\n")
    tables.write(refrain.load(tmp_path / "in").transcripts, tmp_path / "both.csv")
    back = refrain.load(tmp_path / "both.csv").transcripts
    assert back["prompt"].tolist() == [1, 2]
    assert back["transcript_id"].is_unique
