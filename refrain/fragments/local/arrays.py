"""The arrays of an index: the words of all texts as numbers, and the order of what follows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.fragments.local.suffixes import equal_to, lcp_array, suffix_array
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
    begins, and one more entry, past the last separator. By rank: `suffixes`, the positions in the
    order of what follows them, and `lcp`, how many words each shares with the next.
    """

    word_ids: np.ndarray
    rows: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    suffixes: np.ndarray
    lcp: np.ndarray

    @classmethod
    def build(cls, texts: pd.Series, progress: Progress = silent) -> CorpusArrays:
        """Index some texts; `progress` is called between the steps, and as words are found."""
        progress("finding words", 0.0)
        words = number_words(texts, lambda share: progress("finding words", 0.5 * share))
        first = np.concatenate([[0], np.cumsum(words.lengths + 1)]).astype(np.int64)
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), words.lengths + 1)
        progress("sorting what follows each word", 0.5)
        suffixes = suffix_array(words.ids)
        progress("comparing neighbours", 0.85)
        lcp = lcp_array(words.ids, suffixes)
        progress("done", 1.0)
        return cls(words.ids, rows, words.starts, words.ends, first, suffixes, lcp)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each text."""
        return np.diff(self.first) - 1

    def of_text(self, row: int) -> slice:
        """The positions of a text's words."""
        return slice(int(self.first[row]), int(self.first[row + 1]) - 1)

    def equal_passages(self, at: int, words: int) -> np.ndarray:
        """The positions, in order, at which the same so many words stand as at this one."""
        return equal_to(self.word_ids, self.suffixes, at, words)

    def passages(self, at: np.ndarray, words: np.ndarray) -> Passages:
        """Where passages are that begin at these positions and have so many words."""
        rows = self.rows[at]
        return Passages(rows, at - self.first[rows], self.starts[at], self.ends[at + words - 1])
