"""Counts of words and phrases by text: one pass over the words, whatever is asked of them later."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack

from refrain.keywords.stopwords import stop_mask
from refrain.vocabulary import Vocabulary

MAX_PHRASE_WORDS = 3
"""Words of the longest phrase."""
MIN_PHRASE_OCCURRENCES = 3
"""Occurrences from which a phrase is counted: a rarer one is a sentence, not a habit."""


@dataclass(frozen=True, eq=False)
class TermCounts:
    """How often each text has each term, that is, each word and phrase. Made by `TermCounts.of`.

    `terms` are the words (sorted) and then the phrases (words joined by a space), as they compare;
    `spellings` has each as it is most often written (see `refrain.vocabulary`); `word_rows` has
    the row in `terms` of each of a term's words (terms × MAX_PHRASE_WORDS, -1 beyond the term's
    length); `occurrences` is a sparse matrix of texts × terms; `words_per_text` counts the words
    of each text, and `left_out` those of all texts that were not counted.
    """

    terms: np.ndarray
    spellings: np.ndarray
    word_rows: np.ndarray
    occurrences: csr_matrix
    words_per_text: np.ndarray
    left_out: int = 0

    @classmethod
    def of(
        cls,
        texts: pd.Series,
        longest: int = MAX_PHRASE_WORDS,
        leave_out: np.ndarray | None = None,
    ) -> TermCounts:
        """Count the words of the texts and, up to `longest` words, the phrases.

        `leave_out` has a boolean for each word, text after text: these words are not counted, and
        no phrase runs over them or over the end of a text. All words have a term, and phrases of
        MIN_PHRASE_OCCURRENCES or more.
        """
        vocabulary = Vocabulary.of(texts)
        word_ids, text = vocabulary.word_ids, vocabulary.text
        counted = np.ones(len(word_ids), dtype=bool) if leave_out is None else ~leave_out
        word_rows = [np.arange(len(vocabulary.words))[:, None]]
        spellings = [vocabulary.shown]
        matrices = [_matrix(text[counted], word_ids[counted], len(texts), len(vocabulary.words))]
        for phrase_words, at, phrase in _phrases(word_ids, text, counted, longest):
            word_rows.append(phrase_words)
            spellings.append(vocabulary.shown_phrases(phrase, at, phrase_words.shape[1]))
            matrices.append(_matrix(text[at], phrase, len(texts), len(phrase_words)))
        return cls(
            np.concatenate([_joined(vocabulary.words, rows) for rows in word_rows]),
            np.concatenate(spellings),
            np.concatenate([_padded(rows) for rows in word_rows]),
            csr_matrix(hstack(matrices, format="csr")),
            np.bincount(text[counted], minlength=len(texts)),
            int((~counted).sum()),
        )

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each term."""
        lengths: np.ndarray = np.count_nonzero(self.word_rows >= 0, axis=1)
        return lengths

    @cached_property
    def transcripts(self) -> csr_matrix:
        """Which texts have which terms: 1 or nothing."""
        return self.occurrences.sign()

    @cached_property
    def all_occurrences(self) -> np.ndarray:
        """Occurrences of each term in all texts."""
        return np.asarray(self.occurrences.sum(axis=0)).ravel()

    def candidates(self, stop_words: Collection[str], longest: int) -> np.ndarray:
        """The terms that may be keywords (rows of `terms`), in alphabetical order.

        A single letter, a number and a stop word (in any spelling) is none; a phrase must not begin
        or end with one.
        """
        single = self.lengths == 1
        stops = stop_mask(self.terms[single], self.spellings[single], stop_words)
        may_be = ~stops & np.array(
            [len(word) > 1 and any(map(str.isalpha, word)) for word in self.terms[single]],
            dtype=bool,
        )
        last = self.word_rows[np.arange(len(self.word_rows)), self.lengths - 1]
        chosen = may_be[self.word_rows[:, 0]] & may_be[last] & (self.lengths <= longest)
        rows = np.flatnonzero(chosen)
        return rows[np.argsort(self.terms[rows].astype(str), kind="stable")]


def _phrases(
    word_ids: np.ndarray, text: np.ndarray, counted: np.ndarray, longest: int
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The frequent phrases of two words, then of three, up to `longest`.

    For each length: the words of each phrase (phrases × length), the positions at which one begins,
    and which of them it is there.
    """
    base = np.int64(word_ids.max(initial=0) + 1)
    # By position, the number of the phrase that begins there; longer ones are made of shorter ones.
    phrase, valid = word_ids, counted
    for length in range(2, longest + 1):
        if len(phrase) < 2:
            return
        last = length - 1
        valid = valid[:-1] & counted[last:] & (text[:-last] == text[last:])
        count, phrase = _frequent(phrase[:-1] * base + word_ids[last:], valid)
        at = np.flatnonzero(phrase >= 0)
        first = np.zeros(count, dtype=np.int64)
        first[phrase[at][::-1]] = at[::-1]
        yield word_ids[first[:, None] + np.arange(length)], at, phrase[at]
        # A phrase can only be frequent where the shorter one that it begins with is.
        valid = valid & (phrase >= 0)
        phrase = np.maximum(phrase, 0)


def _frequent(keys: np.ndarray, valid: np.ndarray) -> tuple[int, np.ndarray]:
    """How many keys are frequent (MIN_PHRASE_OCCURRENCES valid positions), and by position, which
    of these in ascending order is there, -1 for none."""
    keys = keys[valid]
    _, inverse, times = np.unique(keys, return_inverse=True, return_counts=True)
    frequent = times >= MIN_PHRASE_OCCURRENCES
    number = np.where(frequent, np.cumsum(frequent) - 1, -1)
    at = np.full(len(valid), -1, dtype=np.int32)
    at[valid] = number[inverse]
    return int(frequent.sum()), at


def _joined(vocabulary: np.ndarray, word_rows: np.ndarray) -> np.ndarray:
    """The phrases as strings: their words joined by a space."""
    joined: np.ndarray = vocabulary[word_rows[:, 0]]
    for column in word_rows.T[1:]:
        joined = joined + " " + vocabulary[column]
    return joined


def _padded(word_rows: np.ndarray) -> np.ndarray:
    missing = MAX_PHRASE_WORDS - word_rows.shape[1]
    return np.pad(word_rows, ((0, 0), (0, missing)), constant_values=-1)


def _matrix(text: np.ndarray, term: np.ndarray, texts: int, terms: int) -> csr_matrix:
    ones = np.ones(len(text), dtype=np.int64)
    return csr_matrix((ones, (text, term)), shape=(texts, terms))
