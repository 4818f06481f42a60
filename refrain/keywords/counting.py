"""Counts of words and phrases by text: one pass over the words, whatever is asked of them later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix

from refrain.keywords.candidates import candidates
from refrain.keywords.phrase_numbers import frequent_phrases
from refrain.keywords.spelling import commonest_places
from refrain.keywords.term_matrix import term_matrix
from refrain.vocabulary import JOINTS, Vocabulary

MAX_PHRASE_WORDS = 3
"""Words of the longest phrase."""
_JOINTS = pa.array(JOINTS, pa.large_string())


class Side(NamedTuple):
    """The counts of some texts: by term, occurrences and texts that have it; and all in all, words
    and texts."""

    occurrences: np.ndarray
    transcripts: np.ndarray
    words: int
    texts: int

    def without(self, part: Side) -> Side:
        """The counts of these texts but for a part of them."""
        return Side(
            self.occurrences - part.occurrences,
            self.transcripts - part.transcripts,
            self.words - part.words,
            self.texts - part.texts,
        )


class Counts(Protocol):
    """Counts of terms by the rows of a table, each a text, or the texts of a topic together."""

    @property
    def word_rows(self) -> np.ndarray:
        """The words of each term as numbers that are in alphabetical order, -1 beyond its end."""

    @property
    def counted(self) -> int:
        """How many words were counted."""

    def rows(self, texts: pd.DataFrame) -> pd.DataFrame:
        """The table, with the column topic; `texts` are those that are counted."""

    def compared(self, terms: np.ndarray) -> pa.LargeStringArray:
        """Some terms as they compare: their words, joined by a space."""

    def shown(self, terms: np.ndarray) -> pa.LargeStringArray:
        """Some terms as they are most often written."""

    def side(self, of: np.ndarray, longest: int = ...) -> Side:
        """The counts of the terms of up to `longest` words over a mask of rows."""

    def candidates(self, stop_words: Collection[str] | None, longest: int) -> np.ndarray:
        """The terms of up to `longest` words that may be keywords, in alphabetical order: see
        `refrain.keywords.candidates`."""


@dataclass(frozen=True, eq=False)
class TermCounts:
    """How often each text has each term, that is, each word and phrase. Made by `TermCounts.of`.

    Terms are numbered: the words (sorted), then the phrases of two words, then those of three, each
    sorted by their words. A row for each term have `word_rows`, its words as rows of `words`, the
    distinct words as they compare; `written`, its words as rows of `spellings`, as it is most often
    written (see `refrain.vocabulary`), both -1 beyond the term's length; and `joints`, what is
    shown behind each of them (of JOINTS). `by_length` has a sparse matrix of texts × terms for the
    words, one for phrases of two words, and so on; `words_per_text` counts the words of each text,
    and `left_out` those of all texts that were not counted.
    """

    words: pa.LargeStringArray
    spellings: pa.LargeStringArray
    word_rows: np.ndarray
    written: np.ndarray
    joints: np.ndarray
    by_length: tuple[csr_matrix, ...]
    words_per_text: np.ndarray
    left_out: int = 0

    @classmethod
    def of(
        cls,
        texts: pd.Series,
        longest: int = MAX_PHRASE_WORDS,
        leave_out: np.ndarray | None = None,
        found: Vocabulary | None = None,
    ) -> TermCounts:
        """Count the words of the texts and, up to `longest` words, the phrases.

        `leave_out` has a boolean for each word, text after text: these words are not counted, and
        no phrase runs over them or over the end of a text. All words have a term, and phrases of
        MIN_PHRASE_OCCURRENCES (in `phrase_numbers`) or more. `found` is the `Vocabulary.of` these
        texts, where it is known.
        """
        found = Vocabulary.of(texts) if found is None else found
        word_ids = found.word_ids
        if leave_out is not None:
            word_ids[leave_out] = -1
        by_length = [term_matrix(word_ids, found.lengths, len(found.words))]
        written = [_padded(found.commonest[:, None], -1)]
        joints = [np.zeros((len(found.words), MAX_PHRASE_WORDS), dtype=np.int8)]
        by_phrase = frequent_phrases(found, word_ids, longest)
        del word_ids
        for length, phrases in by_phrase:
            by_length.append(term_matrix(phrases.ids, found.lengths, len(phrases.times)))
            places = commonest_places(found, phrases, length)[:, None] + np.arange(length)
            written.append(_padded(found.written[places], -1))
            joints.append(_padded(found.joints_at(places[:, :-1]), 0))
        all_written = np.concatenate(written).astype(np.int32)
        return cls(
            found.words,
            found.spellings,
            np.append(found.word_of, np.int32(-1))[all_written],
            all_written,
            np.concatenate(joints),
            tuple(by_length),
            np.asarray(by_length[0].sum(axis=1)).ravel(),
            0 if leave_out is None else int(np.count_nonzero(leave_out)),
        )

    @property
    def counted(self) -> int:
        """How many words were counted."""
        return int(self.words_per_text.sum())

    def rows(self, texts: pd.DataFrame) -> pd.DataFrame:
        """What a mask of `side` is of: the texts."""
        return texts

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each term."""
        return np.repeat(
            np.arange(1, len(self.by_length) + 1), [matrix.shape[1] for matrix in self.by_length]
        )

    def compared(self, terms: np.ndarray) -> pa.LargeStringArray:
        """Some terms as they compare: their words, joined by a space."""
        between = (self.joints[terms] > 0).astype(np.int8)
        return _joined(self.words, self.word_rows[terms], between)

    def shown(self, terms: np.ndarray) -> pa.LargeStringArray:
        """Some terms as they are most often written."""
        return _joined(self.spellings, self.written[terms], self.joints[terms])

    def side(self, of: np.ndarray, longest: int = MAX_PHRASE_WORDS) -> Side:
        """The counts of the terms of up to `longest` words over a mask of texts."""
        rows = np.flatnonzero(of)
        once = np.ones(len(rows), dtype=np.int32)
        none = np.zeros(0, dtype=np.int64)
        occurrences, transcripts = [none], [none]
        for matrix in self.by_length[:longest]:
            some = matrix[rows]
            occurrences.append(some.T @ once)
            some.data[:] = 1
            transcripts.append(some.T @ once)
        return Side(
            np.concatenate(occurrences),
            np.concatenate(transcripts),
            int(self.words_per_text[rows].sum()),
            len(rows),
        )

    def candidates(self, stop_words: Collection[str] | None, longest: int) -> np.ndarray:
        """The terms of up to `longest` words that may be keywords, in alphabetical order: see
        `refrain.keywords.candidates`."""
        shown = self.shown(np.arange(len(self.words))).to_pylist()
        rows = self.word_rows[: np.searchsorted(self.lengths, longest, "right")]
        return candidates(self.words.to_pylist(), shown, rows, stop_words)


def _padded(rows: np.ndarray, fill: int) -> np.ndarray:
    missing = MAX_PHRASE_WORDS - rows.shape[1]
    return np.pad(rows, ((0, 0), (0, missing)), constant_values=fill)


def _joined(
    strings: pa.LargeStringArray, rows: np.ndarray, joints: np.ndarray
) -> pa.LargeStringArray:
    """By row: some of the strings, with what is between them; no string where it is -1."""
    parts = []
    for row, joint in zip(rows.T, joints.T, strict=True):
        parts.append(strings.take(pa.array(row, mask=row < 0)))
        parts.append(_JOINTS.take(pa.array(joint)))
    empty = pa.scalar("", pa.large_string())
    return pc.binary_join_element_wise(*parts, empty, null_handling="replace")
