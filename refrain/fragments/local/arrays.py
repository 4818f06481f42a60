"""The arrays of an index: the words of all texts as numbers, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.fragments.worded_texts import TextWords
from refrain.word_ids import number_words

Progress = Callable[[str, float], object]
"""Called with what is being done, and what share of all is done, 0 to 1."""


def silent(stage: str, share: float) -> None:
    """Progress that nobody asked for."""


class Passages(NamedTuple):
    """Where passages are, an entry for each: `row` of the text, `word` in it, and `start` and `end`
    in characters."""

    row: np.ndarray
    word: np.ndarray
    start: np.ndarray
    end: np.ndarray


@dataclass(frozen=True, eq=False)
class CorpusArrays:
    """The texts of a corpus one after another, as words, each text closed by a separator.

    A *position* counts words and separators from the first text's first word. By position:
    `word_ids` (equal words have equal numbers, each separator one of its own), `rows` (of the texts
    table), `starts` and `ends` (characters of the text). By text: `first`, the position where it
    begins, and one more entry, past the last separator.
    """

    word_ids: np.ndarray
    rows: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray

    @classmethod
    def build(cls, texts: pd.Series, progress: Progress = silent) -> CorpusArrays:
        """Find the words of some texts; `progress` is called as they are found."""
        progress("finding words", 0.0)
        words = number_words(texts, lambda share: progress("finding words", share))
        first = np.concatenate([[0], np.cumsum(words.lengths + 1)]).astype(np.int64)
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), words.lengths + 1)
        return cls(words.ids, rows, words.starts, words.ends, first)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each text."""
        return np.diff(self.first) - 1

    def row_of(self, at: np.ndarray) -> np.ndarray:
        """By position: the row of the text that it is in."""
        return self.rows[at]

    def words_of(self, row: int) -> TextWords:
        """The words of a text (row of the texts table)."""
        of_text = self.of_text(row)
        return TextWords(self.word_ids[of_text], self.starts[of_text], self.ends[of_text])

    def of_text(self, row: int) -> slice:
        """The positions of a text's words."""
        return slice(int(self.first[row]), int(self.first[row + 1]) - 1)

    def equal_passages(self, at: int, words: int) -> np.ndarray:
        """The positions, in order, at which the same so many words stand as at this one: each word
        takes a look at all places that are alike so far."""
        some = np.flatnonzero(self.word_ids[: len(self.word_ids) - words] == self.word_ids[at])
        for step in range(1, words):
            some = some[self.word_ids[some + step] == self.word_ids[at + step]]
        return some

    def passages(self, at: np.ndarray, words: np.ndarray) -> Passages:
        """Where passages are that begin at these positions and have so many words."""
        rows = self.rows[at]
        return Passages(rows, at - self.first[rows], self.starts[at], self.ends[at + words - 1])
