"""Which times are marks that nobody says, and which are speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.time_marks import time_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("So [00:01:02] it (1:02) is <00:00:01.000>.", ["[00:01:02]", "(1:02)", "<00:00:01.000>"]),
        (r"So \[1:02\] it \[00:43.5\].", [r"\[1:02\]", r"\[00:43.5\]"]),
        ("[0:01 - 0:05] So [1:00 --> 1:05]", ["[0:01 - 0:05]", "[1:00 --> 1:05]"]),
        (
            "1\n00:00:01,000 --> 00:00:02,000 align:start\nSo.\n\n2\n00:03.000 --> 00:04.000\nYes.",
            ["1\n00:00:01,000 --> 00:00:02,000 align:start", "2\n00:03.000 --> 00:04.000"],
        ),
        ("0:15\nSo it is.", ["0:15"]),
        ("So it is.\r\n00:15 \r\nYes.", ["00:15"]),
        ("0:15 So it is.\n0:20\tYes.", ["0:15", "0:20"]),
        # What is said.
        ("12:30 is when we met.", []),
        ("We met at 12:30, or (about) 1:15.", []),
        ("A score of 3:12 [2:1] (12:5)", []),
        ("Psalm 119:105 and 10:000", []),
        ("1::2 :12 a:12", []),
    ],
)
def test_marks_and_times_that_are_said(text, marks):
    assert [text[start:end] for start, end in time_marks(text)] == marks


def test_a_time_in_a_sentence_is_words_and_a_mark_is_none():
    assert words.words("We met at 12:30 [00:01:02] sharp.") == [
        "we",
        "met",
        "at",
        "12",
        "30",
        "sharp",
    ]


@given(st.text(st.sampled_from("0123:.,[]()<>\\ \n\r->to")) | st.text())
def test_marks_are_in_order_and_apart_and_hold_a_time(text):
    end = 0
    for start, stop in time_marks(text):
        assert end <= start < stop <= len(text)
        assert ":" in text[start:stop]
        end = stop
