"""Where the words of texts stand, of which only the places of unitigs are in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from refrain.fragments.local.arrays import Passages
from refrain.fragments.worded_texts import TextWords
from refrain.word_ids import number_words

_TEXTS_KEPT = 64
"""Texts whose words are kept: those that somebody reads."""


class CompactArrays:
    """The texts of a corpus one after another, as `CorpusArrays` has them, without their words.

    Positions count words and separators. By unitig place, in order: `positions`, and `last`, that
    of the last word of its last window. The words of a text are looked for when they are asked for.
    """

    def __init__(self, texts: pd.Series, word_counts: np.ndarray, unitigs: pd.DataFrame) -> None:
        """`unitigs` as `UNITIGS` says, and `last_word`, that of the last window in its text."""
        self.lengths = word_counts.astype(np.int64)
        self.first = np.concatenate([[0], np.cumsum(self.lengths + 1)]).astype(np.int64)
        begin = self.first[unitigs["row"].to_numpy()]
        self.positions = begin + unitigs["word"].to_numpy()
        self.last = begin + unitigs["last_word"].to_numpy()
        self._start, self._end = unitigs["start"].to_numpy(), unitigs["end"].to_numpy()
        self.words_of: Callable[[int], TextWords] = lru_cache(_TEXTS_KEPT)(
            lambda row: _words(texts.iloc[row])
        )

    def row_of(self, at: np.ndarray) -> np.ndarray:
        """By position: the row of the text that it is in."""
        return np.searchsorted(self.first, at, "right") - 1

    def of_text(self, row: int) -> slice:
        """The positions of a text's words."""
        return slice(int(self.first[row]), int(self.first[row + 1]) - 1)

    def passages(self, at: np.ndarray, words: np.ndarray) -> Passages:
        """Where passages are that begin at these positions and have so many words.

        Most begin and end where unitigs do; for the others, their texts are read.
        """
        rows = self.row_of(at)
        word = at - self.first[rows]
        has_start, start = _looked_up(self.positions, self._start, at)
        has_end, end = _looked_up(self.last, self._end, at + words - 1)
        for number in np.flatnonzero(~(has_start & has_end)):
            of_text = self.words_of(int(rows[number]))
            start[number] = of_text.starts[word[number]]
            end[number] = of_text.ends[word[number] + words[number] - 1]
        return Passages(rows, word, start, end)


def _looked_up(
    known: np.ndarray, values: np.ndarray, at: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which positions are known, and the value of each, 0 of the others."""
    place = np.searchsorted(known, at)
    found = np.append(known, -1)[place] == at
    return found, np.where(found, np.append(values, 0)[place], 0)


def _words(text: str) -> TextWords:
    """The words of one text, with numbers that are the same for a word in every text."""
    numbered = number_words(pd.Series([text]))
    of_word = [
        int.from_bytes(hashlib.blake2b(word, digest_size=8).digest()) >> 1
        for word in numbered.vocabulary.to_pylist()
    ]
    count = int(numbered.lengths[0])
    ids = np.array(of_word, dtype=np.int64)[numbered.ids[:count]]
    return TextWords(ids, numbered.starts[:count], numbered.ends[:count])
