"""Positions in words, the first repeat, and where a click on the map leads."""

from __future__ import annotations

import numpy as np

from refrain import coverage
from refrain.fragments import RepeatQuery
from tests.builders import index_of

JINGLE = "this is the jingle"
TEXTS = (f"{JINGLE} a b c d e f g h", f"i j {JINGLE}", "k l")


def test_columns_are_equally_wide_and_end_with_the_text():
    index = index_of(*TEXTS)
    assert coverage.width(index, 6) == 2
    expected = [[1, 1, 0, 0, 0, 0], [0, 1, 1] + [np.nan] * 3, [0] + [np.nan] * 5]
    assert np.array_equal(coverage.by_words(index, RepeatQuery(4), 6), expected, equal_nan=True)


def test_the_first_repeat_is_a_word_or_the_end():
    index = index_of(*TEXTS)
    assert list(coverage.first_repeats(index, RepeatQuery(4))) == [0, 2, 2]


def test_a_place_is_the_first_repeated_character_of_its_cell():
    index = index_of(*TEXTS)
    assert coverage.place_to_read(index, RepeatQuery(4), index.texts["text_id"][1], (0, 4)) == 4
    assert coverage.place_to_read(
        index, RepeatQuery(4), index.texts["text_id"][0], (6, 8)
    ) == TEXTS[0].index("c")
    assert coverage.place_to_read(
        index, RepeatQuery(4), index.texts["text_id"][2], (90, 99)
    ) == TEXTS[2].index("l")


def test_an_empty_corpus_has_positions_too():
    index = index_of("...")
    assert np.isnan(coverage.by_words(index, RepeatQuery(4), 3)).all()
    assert list(coverage.first_repeats(index, RepeatQuery(4))) == [0]
    assert coverage.place_to_read(index, RepeatQuery(4), index.texts["text_id"][0], (0, 1)) == 0
