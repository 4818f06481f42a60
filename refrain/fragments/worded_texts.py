"""Texts with their words, where it is not asked what repeats among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd

from refrain.word_ids import NumberedWords, number_words
from refrain.words import normalise, words


class TextWords(NamedTuple):
    """The words of one text, in order, as three arrays of equal length.

    `ids` has a number for each word: equal words of a corpus have equal numbers, and no others.
    `starts` and `ends` say where each word stands in the text, in characters.
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


class WordedTexts(Protocol):
    """Distinct texts, and the words of each."""

    @property
    def texts(self) -> pd.DataFrame:
        """The distinct texts, as `Corpus.texts` has them: the order of every answer."""
        ...

    @property
    def word_counts(self) -> pd.Series:
        """How many words each distinct text has, by text_id, in the order of `texts`."""
        ...

    def words(self, text_id: str) -> TextWords:
        """The words of a text. Raises KeyError for an unknown text."""
        ...


@dataclass(frozen=True, eq=False)
class NumberedTexts:
    """Some texts whose words are numbered when they are first asked for: they are `WordedTexts`.

    `texts` has the columns text_id and text, and may have others.
    """

    texts: pd.DataFrame

    @cached_property
    def word_counts(self) -> pd.Series:
        """How many words each text has, by text_id."""
        return pd.Series(self._numbered.lengths, index=self.texts["text_id"], name="words")

    def words(self, text_id: str) -> TextWords:
        """The words of a text: ids, starts, ends."""
        row = self.word_counts.index.get_loc(text_id)
        begin = int(self._first[row]) + row  # a separator is behind each text before it
        here = slice(begin, begin + int(self._numbered.lengths[row]))
        numbered = self._numbered
        return TextWords(numbered.ids[here], numbered.starts[here], numbered.ends[here])

    @cached_property
    def _numbered(self) -> NumberedWords:
        return number_words(self.texts["text"])

    @cached_property
    def _first(self) -> np.ndarray:
        return np.append(0, np.cumsum(self._numbered.lengths))


def different_words(worded: WordedTexts) -> Iterator[tuple[int, str]]:
    """Each different word once: its number, and the word as it compares."""
    text_ids = worded.texts["text_id"]
    is_known = np.zeros(0, dtype=bool)
    for text_id, text in zip(text_ids, worded.texts["text"], strict=True):
        ids, starts, ends = (np.asarray(column) for column in worded.words(text_id))
        more = int(ids.max(initial=-1)) + 1 - len(is_known)
        is_known = np.pad(is_known, (0, max(more, 0)))
        unknown = np.flatnonzero(~is_known[ids])
        new, first = np.unique(ids[unknown], return_index=True)
        is_known[new] = True
        for number, place in zip(new.tolist(), unknown[first].tolist(), strict=True):
            yield number, compared(text[int(starts[place]) : int(ends[place])])


def compared(written: str) -> str:
    """A word as it compares, from how it stands in a text."""
    if "&" in written and len(found := words(written)) == 1:
        return found[0]  # an entity is the character that it stands for
    return normalise(written)
