"""The words of texts as numbers, with the spellings that people are shown.

Words are compared by `words.normalise`, which no reader wants to see: `strasse`, `δρόμοσ`. People
see a word as it is written most often; where two spellings are as frequent, the one without
capitals, or else the one that comes first in the texts.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from refrain import words
from refrain.word_characters import APOSTROPHES
from refrain.word_ids import number_words
from refrain.word_scanner import WRITTEN


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of texts, in order. Made by `Vocabulary.of`.

    By word of the texts: `word_ids` (rows of `words`), `text` (which text has it), and `written`
    (rows of `spellings`). `words` are the distinct words, sorted, as they compare; `spellings`
    the distinct ones as they are written. `texts` are the texts, and `starts` and `ends` where the
    words are in them.
    """

    word_ids: np.ndarray
    text: np.ndarray
    written: np.ndarray
    words: np.ndarray
    spellings: np.ndarray
    texts: list[str]
    starts: np.ndarray
    ends: np.ndarray

    @classmethod
    def of(cls, texts: pd.Series) -> Vocabulary:
        """Find the words of the texts."""
        numbered = number_words(texts, form=WRITTEN)
        spellings = numbered.spellings()
        compared = [words.normalise(spelling) for spelling in spellings]
        distinct = sorted(set(compared))
        row = {word: n for n, word in enumerate(distinct)}
        word_of = np.array([row[word] for word in compared], dtype=np.int32)
        is_word = numbered.ids < len(spellings)
        written = numbered.ids[is_word]
        return cls(
            word_of[written],
            np.repeat(np.arange(len(texts), dtype=np.int32), numbered.lengths),
            written,
            np.array(distinct, dtype=object),
            np.array(spellings, dtype=object),
            texts.tolist(),
            numbered.starts[is_word],
            numbered.ends[is_word],
        )

    @cached_property
    def commonest(self) -> np.ndarray:
        """By distinct word: the row of its commonest spelling."""
        times = np.bincount(self.written, minlength=len(self.spellings))
        word = np.full(len(self.spellings), -1, dtype=np.int64)
        word[self.written] = self.word_ids
        return commonest(word, times, self.spellings)

    @cached_property
    def shown(self) -> np.ndarray:
        """By distinct word: its commonest spelling."""
        shown: np.ndarray = self.spellings[self.commonest]
        return shown

    @cached_property
    def _as_usual(self) -> np.ndarray:
        """By word of the texts: whether it is written as it is most often."""
        is_commonest = np.zeros(len(self.spellings), dtype=bool)
        is_commonest[self.commonest] = True
        as_usual: np.ndarray = is_commonest[self.written]
        return as_usual

    @cached_property
    def _may_be_elided(self) -> np.ndarray:
        """By distinct word: whether it may be what is left of one before an apostrophe."""
        mask = np.zeros(len(self.words), dtype=bool)
        for word in words.ELIDED:
            row = bisect_left(self.words, word)
            mask[row : row + 1] |= self.words[row : row + 1] == word
        return mask

    def shown_phrases(self, phrase: np.ndarray, at: np.ndarray, length: int) -> np.ndarray:
        """By phrase: its commonest spelling, word by word: parted by a space, or by the apostrophe
        that stands between two where it is first spelled so (`huile d’olive`).

        `at` are the positions at which a phrase of so many words begins, and `phrase` which it is
        there: 0, 1 and so on.
        """
        as_usual = np.ones(len(at), dtype=bool)
        for word in range(length):
            as_usual &= self._as_usual[at + word]
        # Most are, so that few have to be sorted.
        of_usual, first, times = _distinct(phrase[as_usual])
        other = np.flatnonzero(~as_usual)
        key = phrase[other]
        for word in range(length):
            written = self.written[at[other] + word]
            key = np.unique(key * np.int64(len(self.spellings)) + written, return_inverse=True)[1]
        _, first_other, times_other = _distinct(key)
        places = np.concatenate([at[as_usual][first], at[other][first_other]])
        spelled = self.spellings[self.written[places]]
        for _ in range(1, length):
            spelled = spelled + self._joints(places)
            places = places + 1
            spelled = spelled + self.spellings[self.written[places]]
        phrases = np.concatenate([of_usual, phrase[other][first_other]])
        shown: np.ndarray = spelled[
            commonest(phrases, np.concatenate([times, times_other]), spelled)
        ]
        return shown

    def _joints(self, places: np.ndarray) -> np.ndarray:
        """What parts the words at some places from the words after them, as they are shown."""
        joints = np.full(len(places), " ", dtype=object)
        for n in np.flatnonzero(self._may_be_elided[self.word_ids[places]]):
            place = places[n]
            between = self.texts[self.text[place]][self.ends[place] : self.starts[place + 1]]
            if len(between) == 1 and between in APOSTROPHES:
                joints[n] = between
        return joints


def commonest(group: np.ndarray, times: np.ndarray, spellings: np.ndarray) -> np.ndarray:
    """By group (0, 1 and so on): the row of the spelling that comes most often.

    >>> commonest(np.array([0, 1, 0]), np.array([2, 5, 2]), np.array(["Go", "C#", "go"])).tolist()
    [2, 1]
    """
    capitals = np.array([spelling != spelling.lower() for spelling in spellings], dtype=bool)
    order = np.lexsort((capitals, -times, group))
    return order[np.unique(group[order], return_index=True)[1]]


def _distinct(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The distinct values, where each is first, and how often it is there."""
    return np.unique(values, return_index=True, return_counts=True)
