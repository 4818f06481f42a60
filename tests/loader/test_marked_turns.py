"""Cues of texts with labels and time marks: from each to the next, and the text as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import refrain
from refrain.loader import read
from refrain.loader.source import Source
from refrain.words import words


def pieces(text: str) -> list[tuple]:
    """Each cue of a file with that text: its times, its speaker, and its characters."""
    (transcript,) = read(Source.of_bytes("a.md", text.encode()))
    assert transcript.text == text.strip()
    return [
        (cue.start, cue.end, cue.speaker, transcript.text[cue.start_char : cue.end_char])
        for cue in transcript.cues
    ]


def test_a_label_and_a_mark_in_a_row_begin_one_cue_in_either_order():
    assert pieces("**Ann Lee:** [00:43] So.\n\n\\[1:02:05\\] **Bo:** Yes!") == [
        (43, None, "Ann Lee", "So."),
        (3725, None, "Bo", "Yes!"),
    ]


def test_a_turn_goes_on_behind_a_mark_and_has_no_time_without_one():
    assert pieces("About us\n\n**Ann:** So [0:10] it is.\n\n**Bo:** 对。\n") == [
        (None, None, "Ann", "So"),
        (10, None, "Ann", "it is."),
        (None, None, "Bo", "对。"),
    ]


def test_marks_at_paragraphs_are_cues_without_a_speaker():
    text = "[00:01:02] Erster Absatz.\n\n[00:01:30 - 00:01:40] Zweiter.\n"
    assert pieces(text) == [
        (62, None, None, "Erster Absatz."),
        (90, 100, None, "Zweiter."),
    ]


def test_the_time_above_a_rule_is_that_of_the_turn_below_it():
    assert pieces("[1:00]\n\n* * *\n\n**Ann:** So.\n\n**Ann:** Well. [2:00]") == [
        (60, None, "Ann", "So."),
        (None, None, "Ann", "Well."),
    ]


@pytest.mark.parametrize("text", ["Nobody speaks here.", "We met at 12:30, or 13:00.", "[1:00]"])
def test_without_labels_and_marks_or_without_speech_there_are_no_cues(text):
    assert pieces(text) == []


_WORDS = st.lists(
    st.sampled_from(["so", "well", "ja", "schön", "水", "نعم", "हाँ", "talk"]), min_size=1
).map(" ".join)
_TURNS = st.lists(
    st.tuples(st.sampled_from(["", "Ann", "Bo"]), st.none() | st.integers(0, 9000), _WORDS),
    min_size=2,
    max_size=8,
)


@given(_TURNS)
def test_every_spoken_word_lies_in_one_cue_from_the_first_label_or_mark_on(turns):
    lines = []
    for name, second, said in turns:
        label = f"**{name}:** " if name else ""
        mark = "" if second is None else f"[{second // 60}:{second % 60:02}] "
        lines.append(f"{label}{mark}{said}")
    text = "\n\n".join(lines)
    cut = pieces(text)
    heads = [n for n, (name, second, _) in enumerate(turns) if name or second is not None]
    spoken = [word for _, _, said in turns[heads[0] :] for word in words(said)] if heads else []
    assert [word for cue in cut for word in words(cue[3])] == spoken
    assert [cue[0] for cue in cut if cue[0] is not None] == [
        second for _, second, _ in turns if second is not None
    ]


def test_cues_of_a_file_are_in_the_table(tmp_path):
    (tmp_path / "a.md").write_text("**Ann:** [0:05] So.\n\n**Bo:** [0:10] Yes.\n")
    corpus = refrain.load(tmp_path / "a.md")
    assert corpus.cues["start"].tolist() == [5, 10]
    assert corpus.cues["speaker"].tolist() == ["Ann", "Bo"]
