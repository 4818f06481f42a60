"""The words of texts as numbers, with the spellings that people are shown.

Words are compared by `words.normalise`, which no reader wants to see: `strasse`, `δρόμοσ`. People
see a word as it is written most often; where two spellings are as frequent, the one without
capitals, or else the one that comes first in the texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain import words
from refrain.word_characters import APOSTROPHES
from refrain.word_ids import NumberedWords, append, number_batches
from refrain.word_scanner import WRITTEN

JOINTS = ("", " ", *sorted(APOSTROPHES))
"""What stands between two words of a phrase as people are shown it, by number; the first stands
behind the last word."""
_SPACE = 1


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of texts, in order. Made by `Vocabulary.of`.

    `written` has, by word of the texts, the row of it in `spellings`, the distinct words as they
    are written; `lengths` counts the words of each text. By spelling, `word_of` is the row of its
    word in `words`, the distinct words as they compare, sorted; `times` is how often it is written.
    `apostrophes` are the words of the texts that only an apostrophe parts from the next, where a
    vowel was left out (`l’huile`), and `joints` which apostrophe (of JOINTS) that is.
    """

    written: np.ndarray
    lengths: np.ndarray
    spellings: pa.LargeStringArray
    word_of: np.ndarray
    words: pa.LargeStringArray
    times: np.ndarray
    apostrophes: np.ndarray
    joints: np.ndarray

    @classmethod
    def of(cls, texts: pd.Series) -> Vocabulary:
        """Find the words of the texts."""
        ids, ends = array("i"), [0]
        lengths, vocabularies, parted = [], [pa.array([], pa.binary())], []
        for some, numbered in number_batches(texts, WRITTEN):
            parted += [(ends[-1] + at, joint) for at, joint in _apostrophes(some, numbered)]
            append(ids, numbered.ids[numbered.ids >= 0])
            lengths.append(numbered.lengths)
            vocabularies.append(numbered.vocabulary)
            ends.append(len(ids))
        every = pa.concat_arrays(vocabularies).dictionary_encode()
        written = np.frombuffer(ids, dtype=np.int32)
        times = _number_together(written, ends, vocabularies, every)
        spellings = every.dictionary.cast(pa.large_string())
        compared = list(map(words.normalise, spellings.to_pylist()))
        distinct = sorted(set(compared))
        row = {word: n for n, word in enumerate(distinct)}
        at, joints = zip(*parted, strict=True) if parted else ((), ())
        return cls(
            written,
            np.concatenate([np.zeros(0, dtype=np.int64), *lengths]),
            spellings,
            np.array([row[word] for word in compared], dtype=np.int32),
            pa.array(distinct, pa.large_string()),
            times,
            np.array(at, dtype=np.int32),
            np.array(joints, dtype=np.int8),
        )

    @property
    def word_ids(self) -> np.ndarray:
        """By word of the texts: the row of it in `words`."""
        word_ids: np.ndarray = self.word_of[self.written]
        return word_ids

    @cached_property
    def capital(self) -> np.ndarray:
        """By spelling: whether it has a capital letter."""
        return np.array([word != word.lower() for word in self.spellings.to_pylist()], dtype=bool)

    @cached_property
    def commonest(self) -> np.ndarray:
        """By distinct word: the row of its commonest spelling."""
        return commonest(self.word_of, self.times, self.capital)

    @cached_property
    def is_commonest(self) -> np.ndarray:
        """By spelling: whether its word is most often written so."""
        mask = np.zeros(len(self.spellings), dtype=bool)
        mask[self.commonest] = True
        return mask

    @property
    def shown(self) -> pa.LargeStringArray:
        """By distinct word: its commonest spelling."""
        return self.spellings.take(pa.array(self.commonest))

    def joints_at(self, places: np.ndarray) -> np.ndarray:
        """By place of a word: what stands between it and the next (of JOINTS)."""
        joints = np.full(places.shape, _SPACE, dtype=np.int8)
        if len(self.apostrophes):
            n = np.minimum(np.searchsorted(self.apostrophes, places), len(self.apostrophes) - 1)
            found = self.apostrophes[n] == places
            joints[found] = self.joints[n[found]]
        return joints


def commonest(group: np.ndarray, times: np.ndarray, capital: np.ndarray) -> np.ndarray:
    """By group (0, 1 and so on): the row of the spelling that comes most often, one without capital
    letters where two come as often, or else the first.

    >>> commonest(np.array([0, 1, 0]), np.array([2, 5, 2]), np.array([True, True, False])).tolist()
    [2, 1]
    """
    order = np.lexsort((capital, -times, group))
    return order[np.unique(group[order], return_index=True)[1]]


def _number_together(
    ids: np.ndarray, ends: list[int], vocabularies: list[pa.BinaryArray], every: pa.DictionaryArray
) -> np.ndarray:
    """Give the words of all batches the numbers that they have together; returns how often each
    comes. A batch ends where the next begins (`ends`); the first is empty."""
    of_all = every.indices.to_numpy()
    times = np.zeros(len(every.dictionary), dtype=np.int64)
    known = 0
    for (begin, end), vocabulary in zip(pairwise(ends), vocabularies[1:], strict=True):
        of_batch = of_all[known : known + len(vocabulary)]
        batch = ids[begin:end]
        # A batch may have a spelling under two numbers.
        np.add.at(times, of_batch, np.bincount(batch, minlength=len(of_batch)))
        batch[:] = of_batch[batch]
        known += len(vocabulary)
    return times


def _apostrophes(texts: Sequence[str], numbered: NumberedWords) -> Iterator[tuple[int, int]]:
    """The words of a batch that only an apostrophe parts from the next, where they may be what is
    left of one before it: by number, with that apostrophe (of JOINTS)."""
    lower = pc.ascii_lower(numbered.vocabulary.cast(pa.string()))
    elided = np.flatnonzero(pc.is_in(lower, value_set=pa.array(words.ELIDED)))
    may_be = np.isin(numbered.ids[:-1], elided)
    may_be &= (numbered.starts[1:] - numbered.ends[:-1] == 1) & (numbered.ids[1:] >= 0)
    separators = np.flatnonzero(numbered.ids < 0)
    for at in np.flatnonzero(may_be).tolist():
        text = int(np.searchsorted(separators, at))
        between = texts[text][numbered.ends[at]]
        if between in APOSTROPHES:
            yield at - text, JOINTS.index(between)
